package io.github.jupan.server.internal.peer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.server.RequestException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A request that is answered with an error.
public class Failure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final System.Logger LOG = System.getLogger(Failure.class.getName());

    private final ErrorCode code;
    private final String detail;
    private final @Nullable Duration retryAfter;

    /// @param detail one line that says what to do
    public Failure(ErrorCode code, String detail) {
        this(code, detail, Optional.empty());
    }

    public Failure(ErrorCode code, String detail, Optional<Duration> retryAfter) {
        super(detail, null, false, false);
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter.orElse(null);
    }

    /// What a client is told of a failure, in every protocol. An internal fault is named by its kind alone: its message
    /// may hold anything.
    public static Failure of(Throwable thrown) {
        return switch (thrown) {
            case Failure known -> known;
            case RequestException request -> new Failure(code(request.kind()), line(request), request.retryAfter());
            case ModelException model -> new Failure(ErrorCode.MODEL, line(model));
            case SandboxException sandbox -> new Failure(ErrorCode.SANDBOX, line(sandbox));
            case JupanException failed -> new Failure(ErrorCode.INTERNAL_ERROR, line(failed));
            case IllegalArgumentException wrong -> new Failure(ErrorCode.USAGE, line(wrong));
            case CancellationException cancelled -> new Failure(ErrorCode.CANCELLED, line(cancelled));
            default -> {
                LOG.log(System.Logger.Level.WARNING, "a request failed", thrown);
                yield new Failure(
                        ErrorCode.INTERNAL_ERROR,
                        "internal error: " + thrown.getClass().getSimpleName());
            }
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

    public ErrorCode code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /// The member `error` of an answer, in a protocol that knows the standard's codes and a message for people.
    public ObjectNode json() {
        return Json.NODES.objectNode().put("code", code.standard()).put("message", detail);
    }
}
