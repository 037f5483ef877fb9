package io.github.jupan.agent;

/// How much a model may do before it answers.
public enum Mode {
    /// Answers at once; no code.
    DIRECT,
    /// Thinks in small steps; no code.
    THINK,
    /// Thinks in small steps and runs code. The default.
    CODE
}
