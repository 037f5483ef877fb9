package io.github.jupan.agent;

/// How a model asks for code to be run.
public enum Dialect {
    /// Tool calls, and text once the provider refused tools.
    AUTO,
    /// A call of the tool `python`, for models that take tools.
    TOOL_CALLS,
    /// A marked block in the text, for models that do not.
    TEXT
}
