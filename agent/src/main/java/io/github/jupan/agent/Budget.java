package io.github.jupan.agent;

import java.time.Duration;

/// What one question may use up.
///
/// @param steps model turns
/// @param time wall-clock time, model and code together
/// @param tokens input and output tokens of all turns, as the provider counts them
public record Budget(int steps, Duration time, long tokens) {

    /// 12 turns, 5 minutes, 500,000 tokens.
    public static final Budget DEFAULT = new Budget(12, Duration.ofMinutes(5), 500_000);

    public Budget {
        if (steps < 1 || time.isNegative() || time.isZero() || tokens < 1) {
            throw new IllegalArgumentException(
                    "a budget must allow something: " + steps + " steps, " + time + ", " + tokens + " tokens");
        }
    }
}
