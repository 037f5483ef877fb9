package io.github.jupan.server;

/// Who says whether the model's code runs in an editor.
public enum AcpPermission {
    /// Nobody: the sandbox bounds what it can do.
    GIVEN,
    /// The user, before each run.
    ASKED
}
