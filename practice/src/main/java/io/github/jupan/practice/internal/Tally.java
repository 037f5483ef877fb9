package io.github.jupan.practice.internal;

import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeProgress;
import java.time.Duration;
import java.util.Optional;

/// Counts while a practice goes on.
public final class Tally {

    private final int total;
    private final int before;
    private final long start = System.nanoTime();
    private int finished;
    private int right;
    private int failed;
    private int failedInARow;
    private long tokens;

    /// @param finished before this run
    /// @param right of these
    public Tally(int total, int finished, int right) {
        this.total = total;
        this.before = finished;
        this.finished = finished;
        this.right = right;
    }

    public synchronized void finished(Attempt attempt) {
        finished++;
        failedInARow = 0;
        right += attempt.isRight() ? 1 : 0;
        tokens += attempt.rollout().usage().inputTokens()
                + attempt.rollout().usage().outputTokens();
    }

    /// @return how many came to nothing in a row
    public synchronized int failed() {
        failed++;
        return ++failedInARow;
    }

    public synchronized PracticeProgress progress() {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        int ended = finished - before + failed;
        int open = Math.max(0, total - finished - failed);
        Optional<Duration> left = ended == 0
                ? Optional.empty()
                : Optional.of(elapsed.multipliedBy(open).dividedBy(ended));
        return new PracticeProgress(finished, right, failed, total, tokens, elapsed, left);
    }
}
