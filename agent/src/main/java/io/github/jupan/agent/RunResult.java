package io.github.jupan.agent;

/// What a run of the question came to, in short.
///
/// @param run counted from 1 in the conversation
/// @param value the run's value, a string without its quotes, or else the last line that it printed
public record RunResult(int run, String value) {}
