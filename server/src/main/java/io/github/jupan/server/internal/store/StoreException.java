package io.github.jupan.server.internal.store;

import io.github.jupan.sandbox.JupanException;

/// The file that sessions are kept in cannot be read or written.
public final class StoreException extends JupanException {

    private static final long serialVersionUID = 1L;

    StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
