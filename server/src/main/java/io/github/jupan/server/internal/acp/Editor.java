package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.spec.AcpSchema;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.internal.peer.Peer;
import java.util.List;

/// What one session tells and asks the editor.
final class Editor {

    private final Peer peer;
    private final String sessionId;

    Editor(Peer peer, String sessionId) {
        this.peer = peer;
        this.sessionId = sessionId;
    }

    void show(List<AcpSchema.SessionUpdate> updates) {
        updates.forEach(this::show);
    }

    void show(AcpSchema.SessionUpdate update) {
        peer.notify(
                AcpSchema.METHOD_SESSION_UPDATE,
                Parameters.write(new AcpSchema.SessionNotification(sessionId, update)));
    }

    /// Shows an update that the protocol's SDK has no record for.
    void show(ObjectNode update) {
        ObjectNode params = Json.NODES.objectNode().put("sessionId", sessionId);
        params.set("update", update);
        peer.notify(AcpSchema.METHOD_SESSION_UPDATE, params);
    }

    /// Asks the user, and blocks until there is an answer or the thread is interrupted.
    AcpSchema.RequestPermissionOutcome ask(AcpSchema.ToolCallUpdate call, List<AcpSchema.PermissionOption> options) {
        try {
            var response = Parameters.read(
                    peer.ask(
                            AcpSchema.METHOD_SESSION_REQUEST_PERMISSION,
                            Parameters.write(new AcpSchema.RequestPermissionRequest(sessionId, call, options)),
                            new Cancellation()),
                    AcpSchema.RequestPermissionResponse.class);
            return response.outcome() == null ? new AcpSchema.PermissionCancelled() : response.outcome();
        } catch (Failure refused) {
            throw new Failure(
                    ErrorCode.INTERNAL_ERROR,
                    "the editor cannot ask for permission; start jupan acp without --ask-permission ("
                            + refused.detail() + ")");
        }
    }
}
