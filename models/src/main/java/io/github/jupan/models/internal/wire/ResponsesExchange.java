package io.github.jupan.models.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;

/// OpenAI's Responses. Its client takes every incomplete response for one that was too long, and drops a refusal.
public final class ResponsesExchange extends Exchange {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    List<ServerSentEvent> events(ServerSentEvent event, JsonNode data) {
        switch (data.path("type").asText()) {
            case "response.refusal.delta" -> refused(data.path("delta").asText());
            case "response.incomplete" ->
                incomplete(data.path("response")
                        .path("incomplete_details")
                        .path("reason")
                        .asText());
            case "response.output_item.added", "response.output_item.done" -> {
                if (data.path("item") instanceof ObjectNode item
                        && item.path("type").asText().equals("function_call")) {
                    name(item);
                    if (item.path("call_id").asText("").isBlank()) {
                        item.put("call_id", item.path("id").asText("call"));
                    }
                    return List.of(event(event.event(), data));
                }
            }
            default -> {}
        }
        return List.of(event);
    }

    private void incomplete(String reason) {
        switch (reason) {
            case "max_output_tokens", "max_tokens", "" -> {}
            case "content_filter" -> ended(reason, FinishReason.CONTENT_FILTER);
            default -> ended(reason, FinishReason.OTHER);
        }
    }

    @Override
    List<ServerSentEvent> whole(JsonNode document) {
        if (!document.path("output").isArray()) {
            return List.of();
        }
        List<ServerSentEvent> events = new ArrayList<>();
        int index = 0;
        for (JsonNode item : document.path("output")) {
            for (JsonNode content : item.path("content")) {
                boolean refusal = content.path("type").asText().equals("refusal");
                boolean message = item.path("type").asText().equals("message");
                if (message) {
                    events.add(event(
                            null,
                            JSON.createObjectNode()
                                    .put("type", refusal ? "response.refusal.delta" : "response.output_text.delta")
                                    .put(
                                            "delta",
                                            content.path(refusal ? "refusal" : "text")
                                                    .asText(""))));
                }
            }
            ObjectNode done = JSON.createObjectNode().put("type", "response.output_item.done");
            done.put("output_index", index++).set("item", item);
            events.add(event(null, done));
        }
        boolean incomplete = document.path("status").asText().equals("incomplete");
        ObjectNode end = JSON.createObjectNode().put("type", incomplete ? "response.incomplete" : "response.completed");
        end.set("response", document);
        events.add(event(null, end));
        return events;
    }
}
