package io.github.jupan.agent;

import io.github.jupan.sandbox.JupanException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The model could not be reached or refused. The message is one line that says what to do.
public final class ModelException extends JupanException {

    private static final long serialVersionUID = 1L;

    private final Retry retry;
    private final Kind kind;
    private final @Nullable Duration after;

    public ModelException(String message, Retry retry, @Nullable Throwable cause) {
        this(message, retry, Kind.FAILED, cause);
    }

    public ModelException(String message, Retry retry, Kind kind, @Nullable Throwable cause) {
        this(message, retry, kind, null, cause);
    }

    /// @param after how long the provider wants to be left alone; null where it does not say
    public ModelException(String message, Retry retry, Kind kind, @Nullable Duration after, @Nullable Throwable cause) {
        super(message, cause);
        this.retry = retry;
        this.kind = kind;
        this.after = after;
    }

    /// Whether the same question may succeed later.
    public Retry retry() {
        return retry;
    }

    /// What went wrong, for those who pass it on.
    public Kind kind() {
        return kind;
    }

    /// How long the provider wants to be left alone, where it says so.
    public Optional<Duration> after() {
        return Optional.ofNullable(after);
    }

    public enum Retry {
        MAY_HELP,
        WILL_NOT_HELP
    }

    public enum Kind {
        /// The request does not fit into the model's context.
        CONTEXT_EXCEEDED,
        /// The provider limits requests, or the quota is used up.
        LIMITED,
        /// The provider has no such model or address.
        NO_SUCH_MODEL,
        /// The provider, or its client, does not take the request as it is.
        REFUSED,
        /// The provider's content filter refused the question.
        FILTERED,
        /// Anything else: the provider cannot be reached, failed, or refused the server's own key.
        FAILED
    }
}
