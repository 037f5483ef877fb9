/// The program `jupan`: a person at a terminal, or a script, in front of the agent.
///
/// Start with [Main], then [CommandLines], the table of all commands; each is one class, in the room of what it is
/// about.
@NullMarked
package io.github.jupan.cli;

import org.jspecify.annotations.NullMarked;
