package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.internal.wire.Payload;
import io.github.jupan.sandbox.internal.wire.Wire.Command;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Ends one run from outside: first a request, which keeps the interpreter and its variables; past a short grace the
/// process is killed.
final class Stop {

    /// Within the half second that every stop may take.
    private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    /// How many times its deadline a run may take that waits for a processor.
    private static final int MOST_TIMES = 4;

    enum Reason {
        TIME,
        OUTPUT,
        CANCEL
    }

    private final CompletableFuture<Reason> reason = new CompletableFuture<>();
    private int run;
    private @Nullable WorkerProcess worker;
    private @Nullable Future<?> deadline;
    private @Nullable Future<?> kill;
    private long waitedNanos;
    private boolean over;
    private boolean killed;

    /// Completed when the run was told to stop.
    CompletableFuture<Reason> reason() {
        return reason;
    }

    /// This worker does the run.
    ///
    /// @param number what the worker calls it
    /// @return whether it is still to be done
    synchronized boolean attach(WorkerProcess at, int number) {
        worker = at;
        run = number;
        return !reason.isDone();
    }

    /// The run's clock starts.
    ///
    /// @param waited how long it has waited for a processor so far: that much later it ends, within bounds
    synchronized void startClock(long nanos, LongSupplier waited) {
        long begin = System.nanoTime();
        deadline = Timers.after(nanos, () -> atDeadline(begin, nanos, waited));
    }

    private void atDeadline(long begin, long nanos, LongSupplier waited) {
        long extra = Math.clamp(waited.getAsLong(), 0, (MOST_TIMES - 1) * nanos);
        long left = nanos + extra - (System.nanoTime() - begin);
        synchronized (this) {
            waitedNanos = extra;
            if (left > 0 && !over) {
                deadline = Timers.after(left, () -> atDeadline(begin, nanos, waited));
                return;
            }
        }
        stop(Reason.TIME);
    }

    /// How much later the deadline came.
    synchronized long waitedNanos() {
        return waitedNanos;
    }

    synchronized void stop(Reason because) {
        if (over || !reason.complete(because)) {
            return;
        }
        WorkerProcess target = worker;
        if (target == null) {
            return;
        }
        kill = Timers.after(GRACE_NANOS, () -> killUnlessOver(target));
        // A virtual thread might not be scheduled while callers on virtual threads hold their carriers.
        Thread.ofPlatform().daemon().name("worker-interrupt").start(() -> {
            try {
                target.send(Payload.of(Command.INTERRUPT).number(run).frame());
            } catch (IOException e) {
                target.kill();
            }
        });
    }

    private synchronized void killUnlessOver(WorkerProcess target) {
        if (!over) {
            killed = true;
            target.kill();
        }
    }

    /// The run is over: nothing is stopped or killed any more.
    ///
    /// @return whether the worker still lives, as far as this is concerned
    synchronized boolean over() {
        over = true;
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (kill != null) {
            kill.cancel(false);
        }
        return !killed;
    }
}
