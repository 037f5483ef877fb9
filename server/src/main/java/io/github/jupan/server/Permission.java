package io.github.jupan.server;

/// Who says whether a model's code runs, in an editor or for a client of MCP.
public enum Permission {
    /// Nobody: the sandbox bounds what it can do.
    GIVEN,
    /// The user, before each run.
    ASKED
}
