package io.github.jupan.agent;

import java.time.Duration;

/// How much of a provider's failing is borne before a question fails with [ModelException].
///
/// @param silence the longest time without a piece of the turn; a provider's heartbeats are none
/// @param attempts how often a turn is asked for when it fails before any of it was shown; 1 for no retries
/// @param pause before the second attempt; it doubles each time, and half of it is random
public record Patience(Duration silence, int attempts, Duration pause) {

    /// 2 minutes of silence, 3 attempts, a second between the first two.
    public static final Patience DEFAULT = new Patience(Duration.ofMinutes(2), 3, Duration.ofSeconds(1));

    public Patience {
        if (silence.isNegative() || silence.isZero() || attempts < 1 || pause.isNegative()) {
            throw new IllegalArgumentException("patience must allow something: " + silence + " of silence, " + attempts
                    + " attempts, a pause of " + pause);
        }
    }
}
