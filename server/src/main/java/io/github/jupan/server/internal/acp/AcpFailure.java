package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.error.AcpErrorCodes;
import com.agentclientprotocol.sdk.error.AcpProtocolException;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.server.RequestException;
import org.jspecify.annotations.Nullable;

/// A request that failed: a code of JSON-RPC's or of the protocol's, and one line that says what to do.
final class AcpFailure extends AcpProtocolException {

    private static final long serialVersionUID = 1L;

    private final String line;

    AcpFailure(int code, String line) {
        super(code, line);
        this.line = line;
    }

    static AcpFailure parameters(String what) {
        return new AcpFailure(AcpErrorCodes.INVALID_PARAMS, "wrong parameters: " + what);
    }

    static AcpFailure noSession(String id) {
        return new AcpFailure(
                AcpErrorCodes.SESSION_NOT_FOUND,
                "there is no session " + id + " here; use session/new or session/load");
    }

    /// Not with the SDK's code for it, which is the protocol's for a login: an editor would ask for one.
    static AcpFailure busy() {
        return new AcpFailure(
                AcpErrorCodes.INVALID_REQUEST, "this session is busy; wait for its answer, or send session/cancel");
    }

    static AcpFailure of(Throwable thrown) {
        return switch (thrown) {
            case AcpFailure failure -> failure;
            case RequestException refused -> new AcpFailure(code(refused.kind()), line(refused.getMessage()));
            case JupanException failed -> new AcpFailure(AcpErrorCodes.INTERNAL_ERROR, line(failed.getMessage()));
            case IllegalArgumentException wrong -> parameters(line(wrong.getMessage()));
            default ->
                new AcpFailure(
                        AcpErrorCodes.INTERNAL_ERROR,
                        "internal error: " + thrown.getClass().getSimpleName() + ": " + line(thrown.getMessage()));
        };
    }

    private static int code(RequestException.Kind kind) {
        return switch (kind) {
            case USAGE -> AcpErrorCodes.INVALID_PARAMS;
            case NO_SESSION -> AcpErrorCodes.SESSION_NOT_FOUND;
            case BUSY -> AcpErrorCodes.INVALID_REQUEST;
            case MODEL, OVERLOADED, CLOSING -> AcpErrorCodes.INTERNAL_ERROR;
        };
    }

    static String line(@Nullable String message) {
        return JupanException.line(message);
    }

    /// Without the code that the SDK puts in front.
    @Override
    public String getMessage() {
        return line;
    }
}
