/// What every command stands on: the process's streams and variables, exit codes and failures, and the one door to a
/// terminal.
///
/// Start with [Surroundings]. Whatever reaches a terminal goes through [SafeText]: a [Surface] writes text with
/// attributes,
/// every other stream is a [SafeStream].
@NullMarked
package io.github.jupan.cli.terminal;

import org.jspecify.annotations.NullMarked;
