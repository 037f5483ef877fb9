package io.github.jupan.server;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.EventJson;
import io.github.jupan.server.internal.store.Entry;
import io.github.jupan.server.internal.store.Writing;
import java.util.Map;

/// Has each event kept, text soon and all else at once, then passes it on.
final class KeptEvents implements AgentListener {

    private final Writing writing;
    private final Conversation conversation;
    private final Map<String, String> documents;
    private final AgentListener listener;

    /// @param documents of the question
    KeptEvents(Writing writing, Conversation conversation, Map<String, String> documents, AgentListener listener) {
        this.writing = writing;
        this.conversation = conversation;
        this.documents = documents;
        this.listener = listener;
    }

    @Override
    public AgentListener forQuestion() {
        return new KeptEvents(writing, conversation, documents, listener.forQuestion());
    }

    @Override
    public void onEvent(AgentEvent event) {
        var json = EventJson.of(event);
        switch (event) {
            case AgentEvent.Asked _ -> writing.keep(new Entry.Asked(json, documents));
            case AgentEvent.Ended _ -> writing.keep(new Entry.Ended(json, conversation.lastMessages()));
            default -> writing.hear(json);
        }
        listener.onEvent(event);
    }

    @Override
    public void onFailure(Throwable failure) {
        writing.keep(new Entry.Failed());
        listener.onFailure(failure);
    }
}
