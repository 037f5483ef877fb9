package io.github.jupan.server.internal.mcp;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.Session;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/// A call in progress, until it has ended or somebody cancels it.
record Call(Cancellation cancellation) {

    /// Waits for its turn at the session and works there.
    ///
    /// @throws CancellationException when it was cancelled before its turn came
    <T> T at(NamedSession named, Function<Session, T> work) {
        waitFor(named);
        try {
            return work.apply(named.session());
        } finally {
            named.turn().unlock();
        }
    }

    private void waitFor(NamedSession named) {
        boolean mine = false;
        Thread waiting = Thread.currentThread();
        try (var _ = cancellation.onCancel(waiting::interrupt)) {
            named.turn().lockInterruptibly();
            mine = true;
        } catch (InterruptedException interrupted) {
            waiting.interrupt();
        }
        if (cancellation.isRequested() && mine) {
            named.turn().unlock();
        }
        if (cancellation.isRequested() || !mine) {
            throw new CancellationException("cancelled before it ran");
        }
    }

    void cancel() {
        cancellation.cancel();
    }
}
