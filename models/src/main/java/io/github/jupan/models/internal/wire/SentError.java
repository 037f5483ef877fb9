package io.github.jupan.models.internal.wire;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.LangChain4jException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An error that a provider sends after its status 200, in the stream or instead of it. Its shapes, as servers are
/// known to send them: `{"error": "words"}`, `{"error": {"message": …, "code": …}}` (also in a choice), `{"object":
/// "error", "message": …}`, `{"type": "error", "message": …}`, `{"detail": …}`, `{"error_msg": …}`, any other object
/// of words and no answer, `{"base_resp": {"status_code": …, "status_msg": …}}`, a failed response of OpenAI's, and
/// Gemini's blocked prompt.
public final class SentError {

    /// The status that a word stands for, so that an error in the stream means what it would have meant before it.
    private static final Map<String, Integer> STATUS = Map.ofEntries(
            Map.entry("invalid_request_error", 400),
            Map.entry("badrequesterror", 400),
            Map.entry("invalid_argument", 400),
            Map.entry("context_length_exceeded", 400),
            Map.entry("exceed_context_size_error", 400),
            Map.entry("tool_use_failed", 400),
            Map.entry("authentication_error", 401),
            Map.entry("invalid_api_key", 401),
            Map.entry("permission_error", 403),
            Map.entry("not_found_error", 404),
            Map.entry("model_not_found", 404),
            Map.entry("request_too_large", 413),
            Map.entry("rate_limit_error", 429),
            Map.entry("rate_limit_exceeded", 429),
            Map.entry("too_many_requests", 429),
            Map.entry("resource_exhausted", 429),
            Map.entry("insufficient_quota", 429),
            Map.entry("server_error", 500),
            Map.entry("api_error", 500),
            Map.entry("internal_error", 500),
            Map.entry("internal_server_error", 500),
            Map.entry("internalservererror", 500),
            Map.entry("internal", 500),
            Map.entry("unavailable", 503),
            Map.entry("service_unavailable", 503),
            Map.entry("timeout_error", 504),
            Map.entry("overloaded_error", 529),
            Map.entry("engine_overloaded_error", 529));

    private static final List<String> STATUS_FIELDS = List.of("code", "status_code", "status", "type", "error_type");

    private static final List<String> WORD_FIELDS =
            List.of("error", "message", "detail", "error_msg", "error_message", "msg");

    /// An object that holds one of these is a piece of an answer, whatever else it holds.
    private static final List<String> ANSWER_FIELDS =
            List.of("choices", "candidates", "output", "content", "delta", "done");

    private SentError() {}

    /// The error in a piece of a stream, or in a document.
    public static Optional<RuntimeException> in(JsonNode data) {
        JsonNode blocked = data.path("promptFeedback").path("blockReason");
        if (blocked.isTextual()) {
            return Optional.of(new ContentFilteredException("the provider refused the prompt: " + blocked.asText()));
        }
        return Stream.of(
                        data.path("error"),
                        data.path("response").path("error"),
                        data.path("choices").path(0).path("error"),
                        data.path("errors").path(0),
                        saidOutright(data),
                        data.path("base_resp").path("status_code").asInt() != 0
                                ? data.path("base_resp")
                                : data.path("none"))
                .filter(SentError::saysSomething)
                .findFirst()
                .map(error -> of(error, data));
    }

    /// An error without a status.
    ///
    /// @param text what a server has sent instead of JSON
    static RuntimeException unreadable(String text) {
        return new LangChain4jException("the provider sent something unreadable: " + Words.of(text));
    }

    /// The data itself, where it holds words and nothing of an answer. Events of a type have words of their own.
    private static JsonNode saidOutright(JsonNode data) {
        String type = data.path("type").asText("");
        boolean answer = ANSWER_FIELDS.stream().anyMatch(data::has) || !(type.isEmpty() || type.contains("error"));
        return answer || words(data).isBlank() ? data.path("none") : data;
    }

    private static boolean saysSomething(JsonNode error) {
        return error.isTextual()
                ? !error.asText().isBlank()
                : error.isObject() && !error.isEmpty() && !(words(error).isBlank() && status(error) == 0);
    }

    private static RuntimeException of(JsonNode error, JsonNode data) {
        if (error.isTextual()) {
            return withStatus(status(data), error.asText());
        }
        if (error.path("code").asText().equals("content_filter")) {
            return new ContentFilteredException(words(error));
        }
        // The whole object goes into the message: its other members tell kinds of errors, and numbers, apart.
        String message = error.path("message").isTextual() ? error.toString() : words(error);
        return withStatus(status(error), message.isBlank() ? error.toString() : message);
    }

    private static RuntimeException withStatus(int status, String message) {
        return status >= 400 && status < 600 ? new HttpException(status, message) : new LangChain4jException(message);
    }

    private static int status(JsonNode error) {
        for (String field : STATUS_FIELDS) {
            JsonNode value = error.path(field);
            int status = value.asInt(STATUS.getOrDefault(value.asText().toLowerCase(Locale.ROOT), 0));
            if (status >= 400 && status < 600) {
                return status;
            }
        }
        return 0;
    }

    private static String words(JsonNode error) {
        for (String field : WORD_FIELDS) {
            JsonNode value = error.path(field);
            if (value.isTextual()) {
                return value.asText();
            }
            if (value.isArray()) {
                return value.path(0).path("msg").asText(value.toString());
            }
            if (value.isObject() && !words(value).isBlank()) {
                return words(value);
            }
        }
        return error.path("status_msg").asText("");
    }
}
