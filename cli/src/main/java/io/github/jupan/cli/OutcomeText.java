package io.github.jupan.cli;

import io.github.jupan.agent.Outcome;
import java.util.Optional;

/// The end of a question in words, and as an exit code.
final class OutcomeText {

    private OutcomeText() {}

    /// Why there is no answer, in one line; empty when there is one.
    static Optional<String> missingAnswer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> Optional.empty();
            case Outcome.StepLimit limit ->
                Optional.of("no answer after " + limit.steps() + " turns of the model; ask for less at once");
            case Outcome.TokenLimit limit ->
                Optional.of("no answer within " + limit.tokens() + " tokens; ask for less at once");
            case Outcome.SameError same ->
                Optional.of("no answer: the same error came " + same.times() + " times in a row: "
                        + same.error().lines().findFirst().orElse(""));
            case Outcome.Deadline deadline ->
                Optional.of("no answer within " + deadline.time().toSeconds() + " s; ask for less at once");
            case Outcome.Cancelled cancelled -> Optional.of("cancelled");
        };
    }

    static ExitCode exitCode(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered answered -> ExitCode.DONE;
            case Outcome.StepLimit limit -> ExitCode.NOT_ANSWERED;
            case Outcome.TokenLimit limit -> ExitCode.NOT_ANSWERED;
            case Outcome.SameError same -> ExitCode.NOT_ANSWERED;
            case Outcome.Deadline deadline -> ExitCode.NOT_ANSWERED;
            case Outcome.Cancelled cancelled -> ExitCode.CANCELLED;
        };
    }
}
