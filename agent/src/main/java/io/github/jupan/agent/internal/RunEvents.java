package io.github.jupan.agent.internal;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.internal.turn.Events;
import io.github.jupan.agent.internal.turn.Stop;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/// The events of one run, told on a thread of their own: a listener that takes its time takes none of the run's. What
/// comes once the run is over is not heard of any more.
final class RunEvents implements AutoCloseable {

    private final Events events;
    private final Stop stop;
    private final Deque<AgentEvent> untold = new ArrayDeque<>();
    private boolean telling;
    private boolean over;

    RunEvents(Events events, Stop stop) {
        this.events = events;
        this.stop = stop;
    }

    void emit(AgentEvent event) {
        synchronized (this) {
            if (over) {
                return;
            }
            untold.add(event);
            if (telling) {
                return;
            }
            telling = true;
        }
        stop.start("jupan-events", this::tell);
    }

    private void tell() {
        boolean whole = false;
        try {
            for (AgentEvent next = next(); next != null; next = next()) {
                events.emit(next);
            }
            whole = true;
        } finally {
            if (!whole) {
                giveUp();
            }
        }
    }

    private synchronized @Nullable AgentEvent next() {
        AgentEvent next = untold.poll();
        if (next == null) {
            telling = false;
            notifyAll();
        }
        return next;
    }

    private synchronized void giveUp() {
        over = true;
        untold.clear();
        telling = false;
        notifyAll();
    }

    /// Waits until all were told.
    @Override
    public synchronized void close() {
        over = true;
        boolean interrupted = false;
        while (telling) {
            try {
                wait();
            } catch (InterruptedException wanted) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
