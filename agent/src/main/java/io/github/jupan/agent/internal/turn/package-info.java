/// One turn of a model: what goes into its request, and what a failure means.
///
/// Start with [ContextWindow], which chooses among the groups of a transcript, and [ModelFailure], which the loop
/// acts on; [Wording] is the table of what providers say.
@NullMarked
package io.github.jupan.agent.internal.turn;

import org.jspecify.annotations.NullMarked;
