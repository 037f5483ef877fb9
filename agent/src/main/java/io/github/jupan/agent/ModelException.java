package io.github.jupan.agent;

import io.github.jupan.sandbox.JupanException;
import org.jspecify.annotations.Nullable;

/// The model could not be reached or refused. The message is one line that says what to do.
public final class ModelException extends JupanException {

    private static final long serialVersionUID = 1L;

    private final Retry retry;

    public ModelException(String message, Retry retry, @Nullable Throwable cause) {
        super(message, cause);
        this.retry = retry;
    }

    /// Whether the same question may succeed later.
    public Retry retry() {
        return retry;
    }

    public enum Retry {
        MAY_HELP,
        WILL_NOT_HELP
    }
}
