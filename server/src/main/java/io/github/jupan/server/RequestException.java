package io.github.jupan.server;

import io.github.jupan.sandbox.JupanException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a client asked for cannot be done. The message is one line that says what to do; it holds no secret.
public final class RequestException extends JupanException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final @Nullable Duration retryAfter;

    public RequestException(Kind kind, String message) {
        this(kind, message, null);
    }

    /// @param retryAfter when it may be worth asking again
    public RequestException(Kind kind, String message, @Nullable Duration retryAfter) {
        super(message, null);
        this.kind = kind;
        this.retryAfter = retryAfter;
    }

    public Kind kind() {
        return kind;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// Who must act, and how.
    public enum Kind {
        /// The request is wrong.
        USAGE,
        /// The model is not configured.
        MODEL,
        /// No session has this id.
        NO_SESSION,
        /// The session is at work for somebody else; cancel that or wait.
        BUSY,
        /// One of the server's limits is reached; wait.
        OVERLOADED,
        /// The server is shutting down.
        CLOSING
    }
}
