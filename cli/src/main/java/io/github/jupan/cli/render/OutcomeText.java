package io.github.jupan.cli.render;

import io.github.jupan.agent.Outcome;
import io.github.jupan.cli.terminal.ExitCode;
import java.util.Optional;

/// The end of a question in words, and as an exit code.
public final class OutcomeText {

    private OutcomeText() {}

    /// Why there is no answer, in one line; empty when there is one.
    public static Optional<String> missingAnswer(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> Optional.empty();
            case Outcome.Cancelled _ -> Optional.of("cancelled");
            case Outcome.StepLimit _, Outcome.TokenLimit _, Outcome.Deadline _ ->
                Optional.of("no answer: " + outcome.why() + "; ask for less at once");
            case Outcome.Incomplete _, Outcome.Declined _, Outcome.SameError _ ->
                Optional.of("no answer: " + outcome.why().lines().findFirst().orElse(""));
        };
    }

    public static ExitCode exitCode(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Answered _ -> ExitCode.DONE;
            case Outcome.Cancelled _ -> ExitCode.CANCELLED;
            case Outcome.Declined _,
                    Outcome.Incomplete _,
                    Outcome.StepLimit _,
                    Outcome.TokenLimit _,
                    Outcome.SameError _,
                    Outcome.Deadline _ -> ExitCode.NOT_ANSWERED;
        };
    }
}
