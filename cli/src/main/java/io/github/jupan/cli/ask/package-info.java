/// One question, one answer.
///
/// Start with [AskCommand].
@NullMarked
package io.github.jupan.cli.ask;

import org.jspecify.annotations.NullMarked;
