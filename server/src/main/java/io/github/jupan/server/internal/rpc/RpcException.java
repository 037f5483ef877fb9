package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.server.RequestException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that is answered with an error.
final class RpcException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final String detail;
    private final @Nullable Duration retryAfter;

    RpcException(ErrorCode code, String detail) {
        this(code, detail, Optional.empty());
    }

    RpcException(ErrorCode code, String detail, Optional<Duration> retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter.orElse(null);
    }

    /// What a client is told of a failure. An internal fault is named by its kind alone: its message may hold
    /// anything.
    static RpcException of(Throwable thrown) {
        return switch (thrown) {
            case RpcException known -> known;
            case RequestException request ->
                new RpcException(code(request.kind()), line(request), request.retryAfter());
            case ModelException model -> new RpcException(ErrorCode.MODEL, line(model));
            case SandboxException sandbox -> new RpcException(ErrorCode.SANDBOX, line(sandbox));
            case JupanException failed -> new RpcException(ErrorCode.INTERNAL_ERROR, line(failed));
            case IllegalArgumentException wrong -> new RpcException(ErrorCode.USAGE, line(wrong));
            default ->
                new RpcException(
                        ErrorCode.INTERNAL_ERROR,
                        "internal error: " + thrown.getClass().getSimpleName());
        };
    }

    private static ErrorCode code(RequestException.Kind kind) {
        return switch (kind) {
            case USAGE -> ErrorCode.USAGE;
            case MODEL -> ErrorCode.MODEL;
            case NO_SESSION -> ErrorCode.NO_SESSION;
            case BUSY -> ErrorCode.BUSY;
            case OVERLOADED -> ErrorCode.OVERLOADED;
            case CLOSING -> ErrorCode.CLOSING;
        };
    }

    private static String line(Throwable thrown) {
        return JupanException.line(thrown.getMessage());
    }

    ObjectNode json() {
        ObjectNode error = Json.NODES.objectNode().put("code", code.number());
        error.put("message", code.isFixed() ? code.meaning() : detail);
        ObjectNode data = error.putObject("data").put("kind", code.word());
        if (code.isFixed()) {
            data.put("detail", detail);
        }
        if (retryAfter != null) {
            data.put("retry_after_ms", retryAfter.toMillis());
        }
        return error;
    }
}
