package io.github.jupan.agent;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The attempts at one turn. The loop asks only about a turn of which nothing was shown; code runs after its turn has
/// ended, so no block can run twice.
final class Retries {

    /// A provider that wants more than this is not waited for: whoever asked should know.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Patience patience;
    private final Stop stop;
    private int failed;

    Retries(Patience patience, Stop stop) {
        this.patience = patience;
        this.stop = stop;
    }

    /// Waits as long as another attempt should, or until a stop is requested.
    ///
    /// @return false, at once, where another attempt could not help or none is left
    boolean again(Throwable error) throws InterruptedException {
        failed++;
        if (failed >= patience.attempts() || !Transient.is(error)) {
            return false;
        }
        Optional<Duration> wished = Transient.retryAfter(error);
        if (wished.isPresent() && wished.get().compareTo(LONGEST) > 0) {
            return false;
        }
        Duration pause = pause(RandomGenerator.getDefault());
        await(wished.filter(wish -> wish.compareTo(pause) > 0).orElse(pause));
        return true;
    }

    /// Half of it random, so that many callers that failed together do not come back together.
    private Duration pause(RandomGenerator random) {
        long full =
                patience.pause().multipliedBy(1L << Math.min(failed - 1, 20)).toMillis();
        long bounded = Math.min(full, LONGEST.toMillis());
        return Duration.ofMillis(bounded / 2 + random.nextLong(bounded / 2 + 1));
    }

    private void await(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0 && !stop.requested(); left = end - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(Math.min(left, Stop.TICK.toNanos())));
        }
    }
}
