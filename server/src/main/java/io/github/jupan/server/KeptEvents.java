package io.github.jupan.server;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.EventJson;
import io.github.jupan.server.internal.store.Entry;
import java.util.Map;

/// Keeps each event, then passes it on.
final class KeptEvents implements AgentListener {

    private final Kept kept;
    private final Conversation conversation;
    private final Map<String, String> documents;
    private final AgentListener listener;

    /// @param documents of the question
    KeptEvents(Kept kept, Conversation conversation, Map<String, String> documents, AgentListener listener) {
        this.kept = kept;
        this.conversation = conversation;
        this.documents = documents;
        this.listener = listener;
    }

    @Override
    public AgentListener forQuestion() {
        return new KeptEvents(kept, conversation, documents, listener.forQuestion());
    }

    @Override
    public void onEvent(AgentEvent event) {
        var json = EventJson.of(event);
        kept.keep(
                switch (event) {
                    case AgentEvent.Asked _ -> new Entry.Asked(json, documents);
                    case AgentEvent.Ended _ -> new Entry.Ended(json, conversation.lastMessages());
                    default -> new Entry.Heard(json);
                });
        listener.onEvent(event);
    }

    @Override
    public void onFailure(Throwable failure) {
        kept.keep(new Entry.Failed());
        listener.onFailure(failure);
    }
}
