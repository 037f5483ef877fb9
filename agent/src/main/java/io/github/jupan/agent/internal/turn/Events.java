package io.github.jupan.agent.internal.turn;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Hands events to whoever listens, one at a time, whichever thread they come from. A listener that throws is logged,
/// and the question goes on.
public final class Events {

    private static final System.Logger LOG = System.getLogger(Events.class.getName());

    private final List<AgentListener> listeners;

    public Events(AgentListener first, AgentListener second) {
        this(List.of(first.forQuestion(), second.forQuestion()));
    }

    private Events(List<AgentListener> listeners) {
        this.listeners = listeners;
    }

    /// For another listener as well.
    public Events with(AgentListener last) {
        List<AgentListener> all = new ArrayList<>(listeners);
        all.add(last);
        return new Events(List.copyOf(all));
    }

    public synchronized void emit(AgentEvent event) {
        tell(listener -> listener.onEvent(event));
    }

    public synchronized void fail(Throwable failure) {
        tell(listener -> listener.onFailure(failure));
    }

    private void tell(Consumer<AgentListener> what) {
        for (AgentListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException thrown) {
                LOG.log(System.Logger.Level.WARNING, "a listener failed", thrown);
            }
        }
    }
}
