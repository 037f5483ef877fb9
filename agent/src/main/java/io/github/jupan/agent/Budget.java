package io.github.jupan.agent;

import java.time.Duration;

/// What one question may use up.
///
/// @param steps model turns
/// @param time wall-clock time, model and code together
/// @param tokens input and output tokens of all turns, as the provider counts them
/// @param contextTokens the most tokens of one request; what does not fit is shortened or left out, oldest first,
///     while the texts in Python stay whole
/// @param sameErrors how many turns in a row may end in the same error
public record Budget(int steps, Duration time, long tokens, long contextTokens, int sameErrors) {

    private static final long USUAL_CONTEXT = 100_000;
    private static final int USUAL_SAME_ERRORS = 3;

    /// 12 turns, 5 minutes, 500,000 tokens, 100,000 of them in one request, 3 times the same error.
    public static final Budget DEFAULT = new Budget(12, Duration.ofMinutes(5), 500_000);

    public Budget {
        if (steps < 1 || time.isNegative() || time.isZero() || tokens < 1 || contextTokens < 1 || sameErrors < 1) {
            throw new IllegalArgumentException("a budget must allow something: " + steps + " steps, " + time + ", "
                    + tokens + " tokens, " + contextTokens + " in a request, " + sameErrors + " times the same error");
        }
    }

    /// With the usual bounds on a request and on errors.
    public Budget(int steps, Duration time, long tokens) {
        this(steps, time, tokens, USUAL_CONTEXT, USUAL_SAME_ERRORS);
    }

    /// The same for a model with another context window. Leave room for its answer.
    public Budget withContextTokens(long value) {
        return new Budget(steps, time, tokens, value, sameErrors);
    }

    /// The same with another patience for errors.
    public Budget withSameErrors(int value) {
        return new Budget(steps, time, tokens, contextTokens, value);
    }
}
