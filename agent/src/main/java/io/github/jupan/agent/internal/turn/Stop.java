package io.github.jupan.agent.internal.turn;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Says when a question has to end early: it was cancelled, or its time ran out. Whoever waits asks it again every
/// few milliseconds, so that neither a provider nor a program that hangs can keep a question from ending.
public final class Stop {

    /// How long a wait may overlook a request to stop.
    public static final Duration TICK = Duration.ofMillis(25);

    private final long start = System.nanoTime();
    private final long nanos;
    private volatile boolean cancelled;
    private final AtomicLong uncountedNanos = new AtomicLong();

    private Stop(long nanos) {
        this.nanos = nanos;
    }

    public static Stop after(Duration time) {
        return new Stop(time.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE : time.toNanos());
    }

    public static Stop onlyWhenCancelled() {
        return new Stop(Long.MAX_VALUE);
    }

    public void cancel() {
        cancelled = true;
    }

    public boolean cancelled() {
        return cancelled;
    }

    public boolean requested() {
        return cancelled || System.nanoTime() - start - uncountedNanos.get() >= nanos;
    }

    /// Waits, or until a stop is requested.
    void pause(Duration wait) throws InterruptedException {
        long end = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0 && !requested(); left = end - System.nanoTime()) {
            Thread.sleep(Duration.ofNanos(Math.min(left, TICK.toNanos())));
        }
    }

    /// Does the work, and once a stop is requested calls the action, again and again until the work has ended: an
    /// action that comes a moment before the thing it is to end has begun would otherwise be lost.
    public <T> T during(Supplier<T> work, Runnable action) {
        Thread watch = Thread.ofVirtual().name("jupan-stop").start(() -> {
            try {
                while (true) {
                    Thread.sleep(TICK);
                    if (requested()) {
                        action.run();
                    }
                }
            } catch (InterruptedException workEnded) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            return work.get();
        } finally {
            watch.interrupt();
        }
    }

    /// Waits for what a person decides; the time that takes does not count. Empty when the question was cancelled
    /// first.
    public <T> Optional<T> whileAsking(Callable<T> decision) throws InterruptedException {
        long asked = System.nanoTime();
        FutureTask<T> task = new FutureTask<>(decision);
        Thread asking = Thread.ofVirtual().name("jupan-asking").start(task);
        try {
            while (!cancelled) {
                try {
                    return Optional.of(task.get(TICK.toMillis(), TimeUnit.MILLISECONDS));
                } catch (TimeoutException undecided) {
                    // Looks whether the question was cancelled, and waits on.
                }
            }
            return Optional.empty();
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failure.getCause());
        } finally {
            asking.interrupt();
            uncountedNanos.addAndGet(System.nanoTime() - asked);
        }
    }
}
