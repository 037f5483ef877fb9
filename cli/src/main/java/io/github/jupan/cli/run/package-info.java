/// Code without a model: a program, or the programs of a recording once more.
///
/// Start with [RunCommand], or with [ReplayCommand].
@NullMarked
package io.github.jupan.cli.run;

import org.jspecify.annotations.NullMarked;
