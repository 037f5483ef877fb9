package io.github.jupan.sandbox;

import org.jspecify.annotations.Nullable;

/// The root of every exception that says the world outside the program failed.
///
/// What a normal end looks like is a value ([Execution], `Outcome`), never an exception; a caller's own mistake is an
/// [IllegalArgumentException] or [IllegalStateException].
public class JupanException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public JupanException(String message) {
        super(message);
    }

    public JupanException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
