package io.github.jupan.server.internal.openai.request;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.server.RequestException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A request that is answered with an error, in OpenAI's form.
public final class ApiException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final @Nullable String code;
    private final @Nullable String param;
    private final @Nullable Duration retryAfter;

    private ApiException(
            int status, String message, @Nullable String code, @Nullable String param, @Nullable Duration retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.param = param;
        this.retryAfter = retryAfter;
    }

    public ApiException(int status, String code, String message) {
        this(status, message, code, null, null);
    }

    /// The request is wrong there.
    public static ApiException wrong(String param, String message) {
        return new ApiException(400, message, "invalid_value", param, null);
    }

    /// The request asks for something that is not there to be had.
    public static ApiException unsupported(String param, String message) {
        return new ApiException(400, message, "unsupported_parameter", param, null);
    }

    /// What a client is told of a failure. An internal fault is named by its kind alone: its message may hold
    /// anything.
    public static ApiException of(Throwable thrown) {
        return switch (thrown) {
            case ApiException known -> known;
            case RequestException request -> of(request);
            case ModelException model -> of(model);
            case SandboxException sandbox -> new ApiException(500, "sandbox", line(sandbox));
            case IllegalArgumentException wrong -> new ApiException(400, "invalid_value", line(wrong));
            default ->
                new ApiException(
                        500,
                        "internal_error",
                        "internal error: " + thrown.getClass().getSimpleName());
        };
    }

    private static ApiException of(RequestException request) {
        String line = line(request);
        return switch (request.kind()) {
            case USAGE -> new ApiException(400, "invalid_value", line);
            case MODEL -> new ApiException(404, line, "model_not_found", "model", null);
            case NO_SESSION -> new ApiException(404, line, "session_not_found", "metadata.session", null);
            // Clients ask again by themselves after a conflict.
            case BUSY -> new ApiException(409, line, "session_busy", "metadata.session", null);
            case OVERLOADED ->
                new ApiException(
                        503, line, "overloaded", null, request.retryAfter().orElse(Duration.ofSeconds(1)));
            case CLOSING -> new ApiException(503, "closing", line);
        };
    }

    /// That the server's own key was refused is none of the client's making: 401 would send it to look at its token.
    private static ApiException of(ModelException model) {
        String line = line(model);
        return switch (model.kind()) {
            case CONTEXT_EXCEEDED -> new ApiException(400, line, "context_length_exceeded", "messages", null);
            case LIMITED -> new ApiException(429, "rate_limit_exceeded", line);
            case NO_SUCH_MODEL -> new ApiException(404, line, "model_not_found", "model", null);
            case REFUSED -> new ApiException(400, "invalid_value", line);
            case FILTERED -> new ApiException(400, "content_filter", line);
            case FAILED -> new ApiException(502, "provider_failed", line);
        };
    }

    private static String line(Throwable thrown) {
        return JupanException.line(thrown.getMessage());
    }

    /// The same in other words.
    ApiException renamed(UnaryOperator<String> words) {
        return new ApiException(
                status,
                words.apply(String.valueOf(getMessage())),
                code,
                param == null ? null : words.apply(param),
                retryAfter);
    }

    public int status() {
        return status;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    public ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.set("error", error());
        return json;
    }

    public ObjectNode error() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("message", getMessage())
                .put("type", type())
                .put("param", param)
                .put("code", code);
    }

    private String type() {
        return status == 429 ? "rate_limit_error" : status < 500 ? "invalid_request_error" : "server_error";
    }
}
