package io.github.jupan.server;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Lets a listener that is slow, as one whose events go to a client that reads slowly, take its time: what happens
/// while code runs waits here, on a thread of its own, and does not use up the time of the run. All other events wait
/// for the listener, so that no more than one run's wait. Events stay in order, one at a time.
public final class PatientListener implements AgentListener {

    private static final System.Logger LOG = System.getLogger(PatientListener.class.getName());

    /// More than a run may print; what comes on top of it waits for room.
    private static final long MOST_CHARS = 32L << 20;

    private static final long OVERHEAD_CHARS = 64;

    private final AgentListener listener;
    private final Deque<AgentEvent> waiting = new ArrayDeque<>();
    private long chars;
    private boolean running;
    private boolean handing;

    public PatientListener(AgentListener listener) {
        this.listener = listener;
    }

    @Override
    public AgentListener forQuestion() {
        return new PatientListener(listener.forQuestion());
    }

    @Override
    public void onEvent(AgentEvent event) {
        if (isRunning() && !(event instanceof AgentEvent.RunEnded)) {
            keep(event);
            return;
        }
        await();
        synchronized (this) {
            running = event instanceof AgentEvent.RunStarted;
        }
        listener.onEvent(event);
    }

    @Override
    public void onFailure(Throwable failure) {
        await();
        listener.onFailure(failure);
    }

    private synchronized boolean isRunning() {
        return running;
    }

    private synchronized void keep(AgentEvent event) {
        waitWhile(() -> chars > MOST_CHARS);
        waiting.add(event);
        chars += size(event);
        if (!handing) {
            handing = true;
            Thread.ofVirtual().name("jupan-events").start(this::handOn);
        }
    }

    private void handOn() {
        for (AgentEvent next = next(); next != null; next = next()) {
            try {
                listener.onEvent(next);
            } catch (RuntimeException | Error failure) {
                LOG.log(System.Logger.Level.WARNING, "a listener failed", failure);
            }
            handed(next);
        }
    }

    private synchronized @Nullable AgentEvent next() {
        handing = !waiting.isEmpty();
        notifyAll();
        return waiting.poll();
    }

    private synchronized void handed(AgentEvent event) {
        chars -= size(event);
        notifyAll();
    }

    /// Returns when the listener has heard all.
    private synchronized void await() {
        waitWhile(() -> handing);
    }

    private void waitWhile(BooleanSupplier condition) {
        boolean interrupted = false;
        while (condition.getAsBoolean()) {
            try {
                wait();
            } catch (InterruptedException cancelled) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static long size(AgentEvent event) {
        return OVERHEAD_CHARS
                + switch (event) {
                    case AgentEvent.Printed printed -> printed.text().length();
                    case AgentEvent.ToolStarted started ->
                        started.argumentsJson().length();
                    case AgentEvent.ToolEnded ended -> ended.result().text().length();
                    default -> 0;
                };
    }
}
