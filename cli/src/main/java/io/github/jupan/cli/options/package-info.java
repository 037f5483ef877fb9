/// What a command line and the configuration say of a question: the options that all commands share, and what is
/// attached.
///
/// Start with [AskOptions], which makes a [Setup].
@NullMarked
package io.github.jupan.cli.options;

import org.jspecify.annotations.NullMarked;
