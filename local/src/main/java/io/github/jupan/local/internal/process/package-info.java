/// The process that a model runs in, from both sides.
///
/// The host's side starts at [ModelProcesses], which knows the processes of this JVM; [ModelProcess] is its
/// handle of one. The other side starts at [ModelMain]; [Engine] is llama.cpp with a model. Between them
/// go [Command] and [Report], each a line of JSON ([Lines]).
@NullMarked
package io.github.jupan.local.internal.process;

import org.jspecify.annotations.NullMarked;
