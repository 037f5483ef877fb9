package io.github.jupan.agent;

/// Hears all that happens, in the order that [AgentEvent] documents, one event at a time.
@FunctionalInterface
public interface AgentListener {

    void onEvent(AgentEvent event);

    /// What hears the next question, asked for on the asking thread before its first event. A listener of an agent's
    /// hears many at once; one that keeps something for each gives a new one here. Default: this one.
    default AgentListener forQuestion() {
        return this;
    }

    /// The question failed, as when the model cannot be reached: there is no [AgentEvent.Ended], and what was thrown
    /// reaches whoever asked. Default: nothing.
    default void onFailure(Throwable failure) {}
}
