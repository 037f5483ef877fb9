package io.github.jupan.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.http.client.sse.ServerSentEvent;

/// Thinking under the name that LangChain4j's client for OpenAI's chat completions knows, `reasoning_content`. Groq,
/// OpenRouter and Hugging Face call it `reasoning`, Snowflake sends `reasoning_details` alone.
final class Reasoning {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Reasoning() {}

    /// The event itself where there is nothing to rename.
    static ServerSentEvent named(ServerSentEvent event) {
        if (!event.data().contains("\"reasoning")) {
            return event;
        }
        try {
            JsonNode data = JSON.readTree(event.data());
            boolean renamed = false;
            for (JsonNode choice : data.path("choices")) {
                if (choice.path("delta") instanceof ObjectNode delta
                        && !delta.path("reasoning_content").isTextual()) {
                    String thinking = thinking(delta);
                    renamed |= !thinking.isEmpty();
                    delta.put("reasoning_content", thinking);
                }
            }
            return renamed ? new ServerSentEvent(event.event(), JSON.writeValueAsString(data)) : event;
        } catch (JsonProcessingException e) {
            return event;
        }
    }

    private static String thinking(JsonNode delta) {
        if (delta.path("reasoning").isTextual()) {
            return delta.get("reasoning").asText();
        }
        StringBuilder details = new StringBuilder();
        delta.path("reasoning_details")
                .forEach(detail -> details.append(detail.path("text").asText("")));
        return details.toString();
    }
}
