/// A question as a workflow: its steps are activities, and what these gave is its journal. Start at
/// `QuestionWorkflow`, then `HeldQuestion`, which has the agent's own loop do one step at a time.
@NullMarked
package io.github.jupan.temporal.internal.question;

import org.jspecify.annotations.NullMarked;
