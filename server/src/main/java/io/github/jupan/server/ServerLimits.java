package io.github.jupan.server;

import java.time.Duration;

/// What all clients together may use up. Past a limit a request is refused with [RequestException.Kind#OVERLOADED].
///
/// @param sessions open at once
/// @param questions asked and runs made at once
/// @param workers interpreters alive at once; idle ones give theirs back
/// @param heapBytes memory that all interpreters alive may have together, whatever each was given
/// @param messageBytes the longest message of a client's
/// @param idle after which a session gives its interpreter back; it is rebuilt on demand
/// @param shutdown how long what runs may go on when the server ends, before it is cancelled
public record ServerLimits(
        int sessions, int questions, int workers, long heapBytes, int messageBytes, Duration idle, Duration shutdown) {

    /// 1,000 sessions, 64 questions, 32 interpreters of 16 GB together, messages of 16 MB, 5 minutes, 10 seconds.
    public static final ServerLimits DEFAULT =
            new ServerLimits(1_000, 64, 32, 16L << 30, 16 << 20, Duration.ofMinutes(5), Duration.ofSeconds(10));

    public ServerLimits {
        if (sessions < 1 || questions < 1 || workers < 1 || heapBytes < 1 << 20 || messageBytes < 1024) {
            throw new IllegalArgumentException("a limit is too small to serve anybody: " + sessions + " sessions, "
                    + questions + " questions, " + workers + " interpreters of " + heapBytes
                    + " bytes together, messages of "
                    + messageBytes + " bytes");
        }
    }
}
