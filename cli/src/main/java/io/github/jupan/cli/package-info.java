/// The program `jupan`: a person at a terminal, or a script, in front of the agent.
///
/// Start with [Main], then [JupanCommand]; each subcommand is one class. What a person sees is drawn by
/// [TerminalRenderer], what a program reads is written by [JsonRenderer]: two views of the same events.
@NullMarked
package io.github.jupan.cli;

import org.jspecify.annotations.NullMarked;
