package io.github.jupan.practice;

import io.github.jupan.sandbox.JupanException;
import org.jspecify.annotations.Nullable;

/// A file of exercises, a practice folder or a setting cannot be used as it is. The message is one line that says
/// where and what to do.
public final class PracticeException extends JupanException {

    private static final long serialVersionUID = 1L;

    public PracticeException(String message) {
        super(message);
    }

    public PracticeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
