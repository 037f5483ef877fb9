package io.github.jupan.agent;

import io.github.jupan.sandbox.JupanException;

/// A question ended without an answer, where only an exception can say so. The message says why.
public final class UnansweredException extends JupanException {

    private static final long serialVersionUID = 1L;

    private final transient Outcome outcome;

    public UnansweredException(Outcome outcome) {
        super("No answer: " + outcome.why() + ".", null);
        this.outcome = outcome;
    }

    /// How the question ended.
    public Outcome outcome() {
        return outcome;
    }
}
