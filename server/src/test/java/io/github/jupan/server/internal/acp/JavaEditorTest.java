package io.github.jupan.server.internal.acp;

import static org.assertj.core.api.Assertions.assertThat;

import com.agentclientprotocol.sdk.client.AcpClient;
import com.agentclientprotocol.sdk.client.AcpSyncClient;
import com.agentclientprotocol.sdk.client.transport.AgentParameters;
import com.agentclientprotocol.sdk.client.transport.StdioAcpClientTransport;
import com.agentclientprotocol.sdk.spec.AcpSchema;
import io.github.jupan.server.internal.PythonClients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The protocol's own client for Java drives an agent in a process of its own.
@Timeout(600)
class JavaEditorTest {

    private final List<AcpSchema.SessionUpdate> updates = new CopyOnWriteArrayList<>();
    private volatile String decision = "allow_once";

    @Test
    void doesWhatAnEditorDoes() {
        List<String> command = PythonClients.java(ServedAgent.class.getName());
        StdioAcpClientTransport transport = new StdioAcpClientTransport(AgentParameters.builder(command.getFirst())
                .args(command.subList(1, command.size()))
                .build());
        try (AcpSyncClient editor = AcpClient.sync(transport)
                .requestTimeout(Duration.ofMinutes(5))
                .requestPermissionHandler(
                        request -> new AcpSchema.RequestPermissionResponse(new AcpSchema.PermissionSelected(decision)))
                .sessionUpdateConsumer(notification -> updates.add(notification.update()))
                .build()) {
            assertThat(editor.initialize().protocolVersion()).isEqualTo(1);
            String session = editor.newSession(new AcpSchema.NewSessionRequest("/", List.of()))
                    .sessionId();
            assertThat(ask(editor, session, "How many r's are in strawberry?"))
                    .isEqualTo(AcpSchema.StopReason.END_TURN);
            assertThat(statuses()).isEqualTo("COMPLETED");
            decision = "reject_once";
            assertThat(ask(editor, session, "How many r's are in blueberry?")).isEqualTo(AcpSchema.StopReason.END_TURN);
            assertThat(statuses()).isEqualTo("COMPLETED FAILED");
            assertThat(editor.listSessions(new AcpSchema.ListSessionsRequest(null))
                            .sessions())
                    .extracting(AcpSchema.SessionInfo::sessionId)
                    .contains(session);
            editor.closeSession(new AcpSchema.CloseSessionRequest(session));
            updates.clear();
            editor.loadSession(new AcpSchema.LoadSessionRequest(session, "/", List.of()));
            assertThat(updates).hasAtLeastOneElementOfType(AcpSchema.UserMessageChunk.class);
            editor.deleteSession(new AcpSchema.DeleteSessionRequest(session));
        }
    }

    /// The client hands updates on in no order of theirs.
    private String statuses() {
        return updates.stream()
                .filter(AcpSchema.ToolCallUpdateNotification.class::isInstance)
                .map(AcpSchema.ToolCallUpdateNotification.class::cast)
                .filter(each -> each.status() == AcpSchema.ToolCallStatus.COMPLETED
                        || each.status() == AcpSchema.ToolCallStatus.FAILED)
                .map(each -> each.status().name())
                .sorted()
                .collect(Collectors.joining(" "));
    }

    private static AcpSchema.StopReason ask(AcpSyncClient editor, String session, String text) {
        return editor.prompt(new AcpSchema.PromptRequest(session, List.of(new AcpSchema.TextContent(text))))
                .stopReason();
    }
}
