package io.github.jupan.agent.internal.turn;

import io.github.jupan.agent.Patience;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The attempts at one turn. The loop asks only about a turn of which nothing was shown; code runs after its turn has
/// ended, so no block can run twice.
public final class Retries {

    /// A provider that wants more than this is not waited for: whoever asked should know.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Patience patience;
    private int failed;

    public Retries(Patience patience) {
        this.patience = patience;
    }

    /// How long to wait before another attempt.
    ///
    /// @param wished how long the provider wants to be left alone, where it says so
    /// @return empty where none is left, or none should be waited for
    public Optional<Duration> next(Optional<Duration> wished) {
        failed++;
        if (failed >= patience.attempts() || wished.orElse(Duration.ZERO).compareTo(LONGEST) > 0) {
            return Optional.empty();
        }
        Duration pause = pause(RandomGenerator.getDefault());
        return Optional.of(wished.filter(wish -> wish.compareTo(pause) > 0).orElse(pause));
    }

    /// Half of it random, so that many callers that failed together do not come back together.
    private Duration pause(RandomGenerator random) {
        long full =
                patience.pause().multipliedBy(1L << Math.min(failed - 1, 20)).toMillis();
        long bounded = Math.min(full, LONGEST.toMillis());
        return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
    }
}
