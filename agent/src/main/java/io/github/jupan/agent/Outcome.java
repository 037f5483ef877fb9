package io.github.jupan.agent;

import java.util.List;

/// How a question ended. Only [Answered] has an answer.
public sealed interface Outcome {

    Usage usage();

    /// The model answered.
    ///
    /// @param text the text of the model's last turn
    /// @param evidence every number in the text, in order
    record Answered(String text, List<Evidence> evidence, Usage usage) implements Outcome {
        public Answered {
            evidence = List.copyOf(evidence);
        }
    }

    /// The model used up its turns without an answer.
    record StepLimit(int steps, Usage usage) implements Outcome {}

    /// The model used up its tokens without an answer.
    record TokenLimit(long tokens, Usage usage) implements Outcome {}

    /// The model made the same error again and again.
    ///
    /// @param error such as `NameError: name 'x' is not defined`
    /// @param times turns in a row
    record SameError(String error, int times, Usage usage) implements Outcome {}

    /// Time ran out.
    record Deadline(java.time.Duration time, Usage usage) implements Outcome {}

    /// [Conversation#cancel()] was called.
    record Cancelled(Usage usage) implements Outcome {}
}
