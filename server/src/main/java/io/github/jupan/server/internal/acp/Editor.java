package io.github.jupan.server.internal.acp;

import com.agentclientprotocol.sdk.error.AcpErrorCodes;
import com.agentclientprotocol.sdk.json.TypeRef;
import com.agentclientprotocol.sdk.spec.AcpAgentSession;
import com.agentclientprotocol.sdk.spec.AcpSchema;
import java.util.List;

/// What one session tells and asks the editor.
final class Editor {

    private static final TypeRef<AcpSchema.RequestPermissionResponse> PERMISSION = new TypeRef<>() {};

    private final AcpAgentSession connection;
    private final String sessionId;

    Editor(AcpAgentSession connection, String sessionId) {
        this.connection = connection;
        this.sessionId = sessionId;
    }

    void show(List<AcpSchema.SessionUpdate> updates) {
        updates.forEach(this::show);
    }

    void show(AcpSchema.SessionUpdate update) {
        connection
                .sendNotification(AcpSchema.METHOD_SESSION_UPDATE, new AcpSchema.SessionNotification(sessionId, update))
                .block();
    }

    /// Asks the user, and blocks until there is an answer or the thread is interrupted.
    AcpSchema.RequestPermissionOutcome ask(AcpSchema.ToolCallUpdate call, List<AcpSchema.PermissionOption> options) {
        try {
            var response = connection
                    .sendRequest(
                            AcpSchema.METHOD_SESSION_REQUEST_PERMISSION,
                            new AcpSchema.RequestPermissionRequest(sessionId, call, options),
                            PERMISSION)
                    .block();
            return response == null || response.outcome() == null
                    ? new AcpSchema.PermissionCancelled()
                    : response.outcome();
        } catch (AcpAgentSession.AcpError | IllegalArgumentException refused) {
            throw new AcpFailure(
                    AcpErrorCodes.INTERNAL_ERROR,
                    "the editor cannot ask for permission; start jupan acp without --ask-permission ("
                            + AcpFailure.line(refused.getMessage()) + ")");
        }
    }
}
