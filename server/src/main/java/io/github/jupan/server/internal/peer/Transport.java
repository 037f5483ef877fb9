package io.github.jupan.server.internal.peer;

import java.io.IOException;
import java.time.Duration;

/// Carries messages to one client.
public interface Transport {

    /// Sends one message, and waits as long as that takes. Called by one thread.
    ///
    /// @throws IOException when the client has gone
    void send(String message) throws IOException;

    /// How long a silence lasts before [#beat].
    default Duration silence() {
        return Duration.ofSeconds(5);
    }

    /// Called when nothing was sent for a while: a client that has gone shows when it is written to.
    ///
    /// @throws IOException when the client has gone
    void beat() throws IOException;

    /// Gives the client up, also while a message is being sent. Never throws.
    void abort();
}
