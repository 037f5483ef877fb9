package io.github.jupan.models.internal.offline;

/// What the offline model does in a turn.
public sealed interface Reply {

    /// Answers, or says why a run gave no answer.
    record Says(String text) implements Reply {}

    /// Says that it does not understand the question, or not all of it.
    record Wonders(String text) implements Reply {}

    /// Says what it understood, and asks for a program to be run.
    record Runs(String thought, String code) implements Reply {}
}
