package io.github.jupan.agent;

/// Hears all that happens, in the order that [AgentEvent] documents, one event at a time.
@FunctionalInterface
public interface AgentListener {

    void onEvent(AgentEvent event);
}
