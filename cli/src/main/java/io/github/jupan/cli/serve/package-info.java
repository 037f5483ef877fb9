/// Doors for other programs.
///
/// Start with [ServeCommand].
@NullMarked
package io.github.jupan.cli.serve;

import org.jspecify.annotations.NullMarked;
