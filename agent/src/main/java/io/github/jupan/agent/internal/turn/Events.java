package io.github.jupan.agent.internal.turn;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;

/// Hands events to whoever listens, one at a time, whichever thread they come from.
public final class Events {

    private final AgentListener first;
    private final AgentListener second;

    public Events(AgentListener first, AgentListener second) {
        this.first = first.forQuestion();
        this.second = second.forQuestion();
    }

    public synchronized void emit(AgentEvent event) {
        first.onEvent(event);
        second.onEvent(event);
    }

    public synchronized void fail(Throwable failure) {
        first.onFailure(failure);
        second.onFailure(failure);
    }
}
