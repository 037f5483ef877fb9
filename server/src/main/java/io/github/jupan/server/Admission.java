package io.github.jupan.server;

import io.github.jupan.sandbox.Limits;
import io.github.jupan.server.RequestException.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Who may do work, and who may have an interpreter, of what size. Nobody waits: whoever finds no room is told so at
/// once.
final class Admission {

    static final Duration RETRY = Duration.ofSeconds(1);

    private final ServerLimits limits;
    private final Semaphore questions;
    private final Semaphore workers;
    private final Semaphore heapMegabytes;
    private final BooleanSupplier takeBack;
    private volatile boolean closing;

    /// @param takeBack takes an idle interpreter back; false when there is none
    Admission(ServerLimits limits, BooleanSupplier takeBack) {
        this.limits = limits;
        this.questions = new Semaphore(limits.questions());
        this.workers = new Semaphore(limits.workers());
        this.heapMegabytes = new Semaphore(megabytes(limits.heapBytes()));
        this.takeBack = takeBack;
    }

    void refuseWhenClosing() {
        if (closing) {
            throw new RequestException(Kind.CLOSING, "the server is shutting down");
        }
    }

    boolean isReady() {
        return !closing && questions.availablePermits() > 0;
    }

    /// @throws RequestException when there is no room for one more question or run
    void begin() {
        boolean room = questions.tryAcquire();
        if (closing) {
            if (room) {
                questions.release();
            }
            refuseWhenClosing();
        }
        if (!room) {
            throw full(limits.questions() + " questions are being worked on, which is the most");
        }
    }

    void end() {
        questions.release();
    }

    /// An interpreter that somebody may have, until it is given back.
    final class Worker implements AutoCloseable {
        private final AtomicInteger heapMegabytes;

        private Worker(int heapMegabytes) {
            this.heapMegabytes = new AtomicInteger(heapMegabytes);
        }

        /// Gives it back. The second time does nothing.
        @Override
        public void close() {
            int had = heapMegabytes.getAndSet(0);
            if (had > 0) {
                Admission.this.heapMegabytes.release(had);
                workers.release();
            }
        }
    }

    /// @throws RequestException when all interpreters are at work, or have all the memory that they may
    Worker takeWorker(Limits wished) {
        if (wished.heapBytes() > limits.heapBytes()) {
            throw new RequestException(
                    Kind.USAGE,
                    "all interpreters together may have " + limits.heapBytes() + " bytes of memory; ask for less");
        }
        Worker worker = tryTakeWorker(wished);
        while (worker == null) {
            if (!takeBack.getAsBoolean()) {
                throw full(
                        workers.availablePermits() == 0
                                ? limits.workers() + " interpreters are at work, which is the most"
                                : "the interpreters at work have the " + limits.heapBytes()
                                        + " bytes of memory that they may have together");
            }
            worker = tryTakeWorker(wished);
        }
        return worker;
    }

    /// Null when there is no room.
    @Nullable
    Worker tryTakeWorker(Limits wished) {
        int heap = megabytes(wished.heapBytes());
        if (!workers.tryAcquire()) {
            return null;
        }
        if (!heapMegabytes.tryAcquire(heap)) {
            workers.release();
            return null;
        }
        return new Worker(heap);
    }

    private static int megabytes(long bytes) {
        return Math.toIntExact(Math.max(1, bytes >> 20));
    }

    int workersTaken() {
        return limits.workers() - workers.availablePermits();
    }

    /// Takes no more work, and waits until what goes on has ended, for this time at most.
    void drain(Duration time) {
        closing = true;
        try {
            if (questions.tryAcquire(limits.questions(), time.toMillis(), TimeUnit.MILLISECONDS)) {
                questions.release(limits.questions());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static RequestException full(String why) {
        return new RequestException(Kind.OVERLOADED, why + "; try again in a moment", RETRY);
    }
}
