package io.github.jupan.agent;

import io.github.jupan.sandbox.JupanException;

/// A question ended without an answer, where only an exception can say so. The message says why.
public final class UnansweredException extends JupanException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    UnansweredException(Outcome outcome) {
        super(why(outcome), null);
        this.outcome = outcome;
    }

    /// How the question ended.
    public Outcome outcome() {
        return outcome;
    }

    private static String why(Outcome outcome) {
        return "No answer: "
                + switch (outcome) {
                    case Outcome.StepLimit limit -> "the model used up its " + limit.steps() + " turns.";
                    case Outcome.TokenLimit limit -> "the model used up its " + limit.tokens() + " tokens.";
                    case Outcome.SameError same -> same.times() + " turns in a row ended in " + same.error() + ".";
                    case Outcome.Deadline late -> "the time of " + late.time() + " ran out.";
                    case Outcome.Cancelled cancelled -> "the question was cancelled.";
                    case Outcome.Answered answered -> throw new IllegalArgumentException("there is an answer");
                };
    }
}
