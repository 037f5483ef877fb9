package io.github.jupan.server;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.EventJson;
import io.github.jupan.server.internal.store.Entry;
import java.util.Map;
import java.util.function.Consumer;

/// Keeps each event, then passes it on.
final class KeptEvents implements AgentListener {

    private final Consumer<Entry> keeper;
    private final Conversation conversation;
    private final Map<String, String> documents;
    private final AgentListener listener;

    /// @param documents of the question
    KeptEvents(
            Consumer<Entry> keeper, Conversation conversation, Map<String, String> documents, AgentListener listener) {
        this.keeper = keeper;
        this.conversation = conversation;
        this.documents = documents;
        this.listener = listener;
    }

    @Override
    public AgentListener forQuestion() {
        return new KeptEvents(keeper, conversation, documents, listener.forQuestion());
    }

    @Override
    public void onEvent(AgentEvent event) {
        var json = EventJson.of(event);
        keeper.accept(
                switch (event) {
                    case AgentEvent.Asked _ -> new Entry.Asked(json, documents);
                    case AgentEvent.Ended _ -> new Entry.Ended(json, conversation.lastMessages());
                    default -> new Entry.Heard(json);
                });
        listener.onEvent(event);
    }

    /// What is thrown here would hide the failure itself; the next to take up the session sees that it has no end.
    @Override
    public void onFailure(Throwable failure) {
        try {
            keeper.accept(new Entry.Failed());
        } catch (RuntimeException notKept) {
            failure.addSuppressed(notKept);
        }
        listener.onFailure(failure);
    }
}
