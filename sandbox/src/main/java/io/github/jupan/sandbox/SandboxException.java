package io.github.jupan.sandbox;

import org.jspecify.annotations.Nullable;

/// The sandbox itself failed: no worker could be started, or one died. The next run gets a new one.
public final class SandboxException extends JupanException {

    private static final long serialVersionUID = 1L;

    public SandboxException(String message) {
        super(message);
    }

    public SandboxException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
