package io.github.jupan.server;

import io.github.jupan.server.RequestException.Kind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Who may do work, and who may have an interpreter. Nobody waits: whoever finds no room is told so at once.
final class Admission {

    static final Duration RETRY = Duration.ofSeconds(1);

    private final ServerLimits limits;
    private final Semaphore questions;
    private final Semaphore workers;
    private final BooleanSupplier takeBack;
    private volatile boolean closing;

    /// @param takeBack takes an idle interpreter back; false when there is none
    Admission(ServerLimits limits, BooleanSupplier takeBack) {
        this.limits = limits;
        this.questions = new Semaphore(limits.questions());
        this.workers = new Semaphore(limits.workers());
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

    /// @throws RequestException when all interpreters are at work
    void takeWorker() {
        while (!tryTakeWorker()) {
            if (!takeBack.getAsBoolean()) {
                throw full(limits.workers() + " interpreters are at work, which is the most");
            }
        }
    }

    int workersTaken() {
        return limits.workers() - workers.availablePermits();
    }

    boolean tryTakeWorker() {
        return workers.tryAcquire();
    }

    void giveWorkerBack() {
        workers.release();
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
