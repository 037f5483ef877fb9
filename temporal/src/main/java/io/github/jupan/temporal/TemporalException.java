package io.github.jupan.temporal;

import io.github.jupan.sandbox.JupanException;
import org.jspecify.annotations.Nullable;

/// A Temporal server cannot be reached or used, or a worker cannot do what was asked of it. The message is one line
/// that says what to do.
public final class TemporalException extends JupanException {

    private static final long serialVersionUID = 1L;

    public TemporalException(String message) {
        super(message);
    }

    public TemporalException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
