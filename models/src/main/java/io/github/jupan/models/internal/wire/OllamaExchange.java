package io.github.jupan.models.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.model.output.FinishReason;
import java.util.List;

/// Ollama's own interface: lines of JSON. Calls come whole, and older servers number none, so that the client would
/// make one call of all.
public final class OllamaExchange extends Exchange {

    private int calls;

    @Override
    boolean inLines() {
        return true;
    }

    @Override
    List<ServerSentEvent> events(ServerSentEvent event, JsonNode data) {
        String reason = data.path("done_reason").asText("");
        switch (reason) {
            case "", "null", "stop", "length", "load", "unload" -> {}
            default -> ended(reason, FinishReason.OTHER);
        }
        JsonNode given = data.path("message").path("tool_calls");
        for (JsonNode call : given) {
            if (call.path("function") instanceof ObjectNode function) {
                function.put("index", calls++);
                name(function);
                if (function.path("arguments").isTextual()) {
                    function.putRawValue(
                            "arguments",
                            new RawValue(CallArguments.object(
                                    function.get("arguments").asText())));
                }
            }
        }
        return List.of(given.isEmpty() ? event : event(event.event(), data));
    }

    @Override
    List<ServerSentEvent> whole(JsonNode document) {
        return List.of();
    }
}
