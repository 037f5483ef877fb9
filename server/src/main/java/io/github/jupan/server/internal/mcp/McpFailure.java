package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;

/// A failure with a code, or with data, of the protocol's own.
final class McpFailure extends Failure {

    private static final long serialVersionUID = 1L;

    private static final int RESOURCE_NOT_FOUND = -32002;
    private static final int HEADER_MISMATCH = -32020;
    private static final int MISSING_CAPABILITY = -32021;
    private static final int UNSUPPORTED_VERSION = -32022;

    private final int number;
    private final transient ObjectNode data;

    private McpFailure(int number, String line, ObjectNode data) {
        super(ErrorCode.INVALID_PARAMS, line);
        this.number = number;
        this.data = data;
    }

    static McpFailure headers(String line) {
        return new McpFailure(HEADER_MISMATCH, line, Json.NODES.objectNode());
    }

    static McpFailure version(String requested) {
        ObjectNode data = Json.NODES.objectNode().put("requested", requested);
        Revision.texts().forEach(data.putArray("supported")::add);
        return new McpFailure(UNSUPPORTED_VERSION, "this revision of the protocol is not spoken here", data);
    }

    /// The client has not declared what a call rests on.
    static McpFailure capability(String missing) {
        ObjectNode data = Json.NODES.objectNode();
        data.putObject("requiredCapabilities").putObject(missing);
        return new McpFailure(
                MISSING_CAPABILITY,
                missing.equals(Consent.ELICITATION) ? Consent.CANNOT : "this needs a client with " + missing,
                data);
    }

    static McpFailure noResource(Revision revision, String uri) {
        return new McpFailure(
                revision.isStateless() ? ErrorCode.INVALID_PARAMS.number() : RESOURCE_NOT_FOUND,
                "there is no resource " + uri,
                Json.NODES.objectNode().put("uri", uri));
    }

    @Override
    public ObjectNode json() {
        ObjectNode error = super.json().put("code", number);
        return data.isEmpty() ? error : error.set("data", data);
    }
}
