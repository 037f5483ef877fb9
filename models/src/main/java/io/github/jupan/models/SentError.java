package io.github.jupan.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import java.util.Optional;

/// An error that a provider sends in mid-stream, after its status 200: `{"error": {"code": 400, "message": …}, …}`, as
/// OpenAI-compatible servers and Gemini do. Anthropic's (`"type": "error"`) and Ollama's (a text) are left to their
/// clients, which see them; that of Responses (`"type": "error", "message": …`) its client does not know. Gemini says
/// why it refuses a prompt in `promptFeedback`. A piece that is no JSON is an
/// error too: some clients would leave it out of an answer that looks whole.
final class SentError {

    private static final ObjectMapper JSON = new ObjectMapper();

    private SentError() {}

    static Optional<RuntimeException> in(ServerSentEvent event) {
        if (event.data() == null || event.data().equals("[DONE]")) {
            return Optional.empty();
        }
        JsonNode data;
        try {
            data = JSON.readTree(event.data());
        } catch (JsonProcessingException e) {
            return Optional.of(new LangChain4jException("the provider sent something unreadable", e));
        }
        JsonNode blocked = data.path("promptFeedback").path("blockReason");
        if (blocked.isTextual()) {
            return Optional.of(new ContentFilteredException("the provider refused the prompt: " + blocked.asText()));
        }
        JsonNode error = data.path("error");
        if (data.path("type").asText("").equals("error") && data.path("message").isTextual()) {
            return Optional.of(new LangChain4jException(data.path("message").asText()));
        }
        if (!error.isObject() || data.path("type").asText("").equals("error")) {
            return Optional.empty();
        }
        String message = error.path("message").asText(error.toString());
        int status = error.path("code").asInt(error.path("status_code").asInt());
        return Optional.of(
                status >= 400 && status < 600 ? new HttpException(status, message) : new LangChain4jException(message));
    }
}
