package io.github.jupan.agent.internal.turn;

import io.github.jupan.sandbox.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Ends a question early: when its caller cancels it, or when its time runs out. Neither a provider nor a program nor a
/// tool that hangs can keep it from ending. Closed when the question has ended.
public final class Stop implements AutoCloseable {

    private static final ScheduledThreadPoolExecutor CLOCK = clock();

    private final Cancellation caller;
    private final Cancellation.Registration registration;
    private final Cancellation either = new Cancellation();
    private final UnaryOperator<Runnable> context;
    private long leftNanos;
    private long since;
    private @Nullable Future<?> alarm;

    private Stop(Cancellation caller, long nanos, UnaryOperator<Runnable> context) {
        this.caller = caller;
        this.context = context;
        leftNanos = nanos;
        registration = caller.onCancel(either::cancel);
        goOn();
    }

    /// @param context goes with the threads that a question starts
    public static Stop after(Duration time, Cancellation caller, UnaryOperator<Runnable> context) {
        return new Stop(caller, time.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE : time.toNanos(), context);
    }

    public static Stop onlyWhenCancelled(Cancellation caller) {
        return new Stop(caller, Long.MAX_VALUE, UnaryOperator.identity());
    }

    private static ScheduledThreadPoolExecutor clock() {
        ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("jupan-clock").daemon().factory());
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    public void cancel() {
        caller.cancel();
    }

    /// Whether it was the caller who wanted the end.
    public boolean cancelled() {
        return caller.isRequested();
    }

    public boolean requested() {
        return either.isRequested();
    }

    /// Requested by the caller or by the clock.
    public Cancellation token() {
        return either;
    }

    /// Starts a thread, which the question does not wait for.
    public Thread start(String name, Runnable work) {
        return Thread.ofVirtual().name(name).start(inContext(work));
    }

    /// The work as another thread is to do it.
    public Runnable inContext(Runnable work) {
        return context.apply(work);
    }

    /// Waits, or until a stop is requested.
    void pause(Duration wait) throws InterruptedException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (var _ = either.onCancel(stopped::countDown)) {
            boolean _ = stopped.await(wait.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /// The result of work on a thread of its own; empty, with that thread interrupted, when a stop was requested first.
    ///
    /// @throws ExecutionException when the work failed
    public <T> Optional<T> unlessStopped(String thread, Callable<T> work)
            throws InterruptedException, ExecutionException {
        return unless(either, thread, work);
    }

    /// The same for what a person decides: the time that takes does not count.
    public <T> Optional<T> whileAsking(Callable<T> decision) throws InterruptedException, ExecutionException {
        hold();
        try {
            return unless(caller, "jupan-asking", decision);
        } finally {
            goOn();
        }
    }

    private <T> Optional<T> unless(Cancellation cancellation, String thread, Callable<T> work)
            throws InterruptedException, ExecutionException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread worker = start(thread, () -> {
            try {
                result.complete(work.call());
            } catch (Throwable failure) {
                result.completeExceptionally(failure);
            }
        });
        try (var _ = cancellation.onCancel(() -> result.cancel(false))) {
            return Optional.of(result.get());
        } catch (CancellationException stopped) {
            if (!cancellation.isRequested()) {
                // The work's own, in which the future wraps it.
                throw new ExecutionException(stopped.getCause() == null ? stopped : stopped.getCause());
            }
            return Optional.empty();
        } finally {
            worker.interrupt();
        }
    }

    private synchronized void goOn() {
        since = System.nanoTime();
        if (leftNanos != Long.MAX_VALUE && !either.isRequested()) {
            alarm = CLOCK.schedule(either::cancel, leftNanos, TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void hold() {
        Future<?> set = alarm;
        if (set != null) {
            set.cancel(false);
            leftNanos = Math.max(0, leftNanos - (System.nanoTime() - since));
            alarm = null;
        }
    }

    @Override
    public void close() {
        hold();
        registration.close();
    }
}
