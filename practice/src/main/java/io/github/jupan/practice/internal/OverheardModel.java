package io.github.jupan.practice.internal;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;

/// A model of which it is known what system prompt it was first asked with.
final class OverheardModel implements StreamingChatModel {

    private final StreamingChatModel model;
    private volatile String system = "";

    OverheardModel(StreamingChatModel model) {
        this.model = model;
    }

    String system() {
        return system;
    }

    @Override
    public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
        if (system.isEmpty()) {
            request.messages().stream()
                    .filter(SystemMessage.class::isInstance)
                    .findFirst()
                    .ifPresent(message -> system = ((SystemMessage) message).text());
        }
        model.chat(request, handler);
    }
}
