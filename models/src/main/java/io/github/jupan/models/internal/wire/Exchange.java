package io.github.jupan.models.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.output.FinishReason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One turn on the wire: the request's body and the events of its answer, mended where a client of LangChain4j's
/// would write or read them wrong, and what such a client does not hand on. This one mends nothing; each provider
/// whose client is LangChain4j's has its own.
///
/// One thread writes the body, and one reads the answer.
public class Exchange {

    /// Attribute of the message: the provider's own word for an end that LangChain4j's reasons do not name, such as
    /// `refusal`, `model_context_window_exceeded` or `MALFORMED_FUNCTION_CALL`.
    public static final String FINISH = "jupan.finish";

    /// Attribute of the message: the text of a refusal, which is no part of the answer.
    public static final String REFUSAL = "jupan.refusal";

    /// What a call without a name is called: no tool has it, so that the model is told.
    public static final String UNNAMED = "unnamed";

    /// What the HTTP client finds its turn by: clients call it on the thread that asks.
    static final ScopedValue<Exchange> CURRENT = ScopedValue.newInstance();

    private final StringBuilder refusal = new StringBuilder();
    private @Nullable String word;
    private @Nullable FinishReason reason;

    protected Exchange() {}

    /// Mends nothing.
    public static Exchange plain() {
        return new Exchange();
    }

    /// The body to send instead.
    String body(String body) {
        return body;
    }

    /// The events to hand on instead.
    ///
    /// @param data the event's data, which may be changed
    List<ServerSentEvent> events(ServerSentEvent event, JsonNode data) {
        return List.of(event);
    }

    /// The events that a stream would have had, where a server answers with a whole document; empty when it is none.
    List<ServerSentEvent> whole(JsonNode document) {
        return document.has("choices") ? List.of(event(null, document)) : List.of();
    }

    /// Whether the stream is lines of JSON and not events.
    boolean inLines() {
        return false;
    }

    /// What a client has made of the turn, with what it left out.
    ChatResponse complete(ChatResponse response) {
        AiMessage message = response.aiMessage();
        Map<String, Object> attributes = new LinkedHashMap<>(message.attributes());
        if (word != null) {
            attributes.put(FINISH, word);
        }
        if (!refusal.isEmpty()) {
            attributes.put(REFUSAL, refusal.toString());
        }
        addTo(attributes);
        if (attributes.equals(message.attributes()) && reason == null) {
            return response;
        }
        ChatResponseMetadata metadata = response.metadata();
        return ChatResponse.builder()
                .aiMessage(message.toBuilder().attributes(attributes).build())
                .metadata(
                        reason == null
                                ? metadata
                                : metadata.toBuilder().finishReason(reason).build())
                .build();
    }

    /// Adds to the message's attributes what is to come back with it.
    void addTo(Map<String, Object> attributes) {}

    /// The turn has ended in a way that the client has no right word for.
    final void ended(@Nullable String given, FinishReason meant) {
        word = given;
        reason = meant;
    }

    final void refused(String text) {
        refusal.append(text);
        reason = FinishReason.CONTENT_FILTER;
    }

    /// Gives a call a name that has none.
    ///
    /// @return whether it had none
    static boolean name(ObjectNode call) {
        boolean unnamed = call.path("name").asText("").isBlank();
        if (unnamed) {
            call.put("name", UNNAMED);
        }
        return unnamed;
    }

    static ServerSentEvent event(@Nullable String name, JsonNode data) {
        return new ServerSentEvent(name, data.toString());
    }
}
