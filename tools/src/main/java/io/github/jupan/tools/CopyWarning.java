package io.github.jupan.tools;

/// A literal that looks like a slip of the pen.
///
/// @param literal what the code says, such as `ubiqitous`
/// @param original what the conversation says, such as `ubiquitous`
public record CopyWarning(String literal, String original) {}
