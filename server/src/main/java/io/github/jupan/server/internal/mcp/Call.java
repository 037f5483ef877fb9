package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.Session;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A call in progress, until it has ended or somebody cancels it.
final class Call {

    private static final Duration TICK = Duration.ofMillis(20);

    private volatile boolean cancelled;
    private @Nullable Session working;

    /// Waits for its turn at the session and works there.
    ///
    /// @throws CancellationException when it was cancelled before its turn came
    <T> T at(NamedSession named, Function<Session, T> work) {
        waitFor(named);
        try {
            synchronized (this) {
                working = named.session();
            }
            if (cancelled) {
                throw new CancellationException("cancelled before it ran");
            }
            return work.apply(named.session());
        } finally {
            synchronized (this) {
                working = null;
            }
            named.turn().unlock();
        }
    }

    private void waitFor(NamedSession named) {
        try {
            while (!named.turn().tryLock(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (cancelled) {
                    throw new CancellationException("cancelled before it ran");
                }
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted before it ran");
        }
    }

    /// Cancelling a session before its run has begun has no effect, so this is done again until it has.
    void cancel() {
        cancelled = true;
        Thread.ofVirtual().name("jupan-mcp-cancel").start(() -> {
            try {
                while (cancelWork()) {
                    Thread.sleep(TICK);
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized boolean cancelWork() {
        if (working != null) {
            working.cancel();
        }
        return working != null;
    }
}
