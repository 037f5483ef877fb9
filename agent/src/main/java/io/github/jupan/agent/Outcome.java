package io.github.jupan.agent;

import java.time.Duration;
import java.util.List;

/// How a question ended. Only [Answered] has an answer.
public sealed interface Outcome {

    Usage usage();

    /// The model answered.
    ///
    /// @param text the text of the model's last turn
    /// @param evidence every number in the text, in order
    /// @param results what the question's runs came to, in order: the exact values, whatever the text makes of them
    record Answered(String text, List<Evidence> evidence, List<RunResult> results, Usage usage) implements Outcome {
        public Answered {
            evidence = List.copyOf(evidence);
            results = List.copyOf(results);
        }
    }

    /// The model, or its provider, would not answer.
    ///
    /// @param text what was said all the same; may be empty
    record Declined(Declined.Reason reason, String text, Usage usage) implements Outcome {

        /// Who would not.
        public enum Reason {
            /// The model refused.
            REFUSED,
            /// The provider's content filter withheld the answer, or the rest of it.
            FILTERED,
            /// The question is of a kind that this model does not understand.
            NOT_UNDERSTOOD
        }
    }

    /// The model's last turn was no answer, and neither was the one before it.
    ///
    /// @param text what the last turn said; may be empty
    record Incomplete(Incomplete.Reason reason, String text, Usage usage) implements Outcome {

        /// What was wrong with the turn.
        public enum Reason {
            /// It was cut at its token limit, twice.
            CUT,
            /// It said nothing, twice.
            EMPTY,
            /// It said the same again and again, and was stopped.
            REPEATED,
            /// It did without the code that the user asked for, twice.
            NO_CODE
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
    record Deadline(Duration time, Usage usage) implements Outcome {}

    /// The caller cancelled the question, or closed the conversation.
    record Cancelled(Usage usage) implements Outcome {}

    /// What it is called in JSON and elsewhere: `answered`, `step_limit`.
    default String word() {
        return switch (this) {
            case Answered _ -> "answered";
            case Declined _ -> "declined";
            case Incomplete _ -> "incomplete";
            case StepLimit _ -> "step_limit";
            case TokenLimit _ -> "token_limit";
            case SameError _ -> "same_error";
            case Deadline _ -> "deadline";
            case Cancelled _ -> "cancelled";
        };
    }

    /// Why there is no answer, in a few words: `the step limit was reached`. Empty for [Answered].
    default String why() {
        return switch (this) {
            case Answered _ -> "";
            case Declined declined ->
                switch (declined.reason()) {
                    case REFUSED -> "the model refused";
                    case FILTERED -> "the provider's content filter withheld the answer";
                    case NOT_UNDERSTOOD -> "the question was not understood";
                };
            case Incomplete incomplete ->
                switch (incomplete.reason()) {
                    case CUT -> "the answer was cut off at the model's token limit twice";
                    case EMPTY -> "the model said nothing twice";
                    case REPEATED -> "the model repeated itself and was stopped";
                    case NO_CODE -> "the model ran no code, which the question asks for";
                };
            case StepLimit limit -> "the model used up its " + limit.steps() + " turns";
            case TokenLimit limit -> "the model used up its " + limit.tokens() + " tokens";
            case SameError same -> same.times() + " turns in a row ended in " + same.error();
            case Deadline late -> "the time of " + late.time().toMillis() / 1_000.0 + " s ran out";
            case Cancelled _ -> "the question was cancelled";
        };
    }
}
