package io.github.jupan.agent;

/// Hands events to whoever listens, one at a time, whichever thread they come from.
final class Events {

    private final AgentListener first;
    private final AgentListener second;

    Events(AgentListener first, AgentListener second) {
        this.first = first.forQuestion();
        this.second = second.forQuestion();
    }

    synchronized void emit(AgentEvent event) {
        first.onEvent(event);
        second.onEvent(event);
    }

    synchronized void fail(Throwable failure) {
        first.onFailure(failure);
        second.onFailure(failure);
    }
}
