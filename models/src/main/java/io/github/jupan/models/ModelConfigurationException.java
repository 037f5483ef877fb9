package io.github.jupan.models;

import org.jspecify.annotations.Nullable;

/// A model cannot be opened as asked: an unknown provider, a missing key, an unreadable file. The message is one line
/// that says what to do.
public final class ModelConfigurationException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    public ModelConfigurationException(String message) {
        super(message);
    }

    public ModelConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
