package io.github.jupan.agent;

/// A line that opens a fenced block.
///
/// @param mark the back-tick or the tilde
/// @param length how many of them
/// @param indent how far the block may be indented with it: such white space is no part of the block
record Fence(char mark, int length, int indent) {}
