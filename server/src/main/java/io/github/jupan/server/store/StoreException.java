package io.github.jupan.server.store;

import io.github.jupan.sandbox.JupanException;

/// The place that sessions are kept in cannot be read or written. The message is one line that says so.
public final class StoreException extends JupanException {

    private static final long serialVersionUID = 1L;

    /// @param place a file, or an address without a password
    /// @param why in few words
    public StoreException(String place, String why, Throwable cause) {
        super("cannot use " + place + " for sessions: " + why, cause);
    }
}
