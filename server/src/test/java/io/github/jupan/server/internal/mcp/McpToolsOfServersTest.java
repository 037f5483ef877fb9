package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.server.McpDoor;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.NodePackages;
import io.github.jupan.tools.McpTools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Tools of real servers, called from inside Python.
class McpToolsOfServersTest {

    /// A server that has to start its first worker takes its time.
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Test
    void callsAServerInAProcessOfItsOwn() {
        String server = "'" + Path.of(System.getProperty("java.home"), "bin", "java")
                + "' --enable-native-access=ALL-UNNAMED -cp '" + System.getProperty("java.class.path") + "' "
                + StdioMain.class.getName();
        assertThat(value(server, "run_python(code='6 * 7')['value'], count_text(text='rr', find=['r'])['found']"))
                .isEqualTo("('42', [{'text': 'r', 'count': 2}])");
    }

    @Test
    void callsAServerOverHttp() {
        try (Sessions sessions = Servers.sessions();
                HttpServer http = HttpServer.with(new McpDoor(sessions, SessionOptions.DEFAULT).servlet())) {
            assertThat(value(http.url(), "run_python(code='x = 1'); run_python(code='x + 1')['value']"))
                    .isEqualTo("'2'");
        }
    }

    @Test
    void callsThePublicTestServer() {
        NodePackages packages = NodePackages.of("everything", "@modelcontextprotocol/server-everything@2026.8.31");
        String server = "node '"
                + packages.folder().resolve("node_modules/@modelcontextprotocol/server-everything/dist/index.js") + "'";
        assertThat(value(server, "get_sum(a=2, b=3), echo(message='각'), get_structured_content(location='Chicago')"))
                .startsWith("('The sum of 2 and 3 is 5.', 'Echo: 각', {'temperature': ");
    }

    private static String value(String server, String code) {
        try (McpTools tools = McpTools.of(List.of(server), note -> {}, PATIENCE);
                Agent agent = Agent.builder(new OfflineModel())
                        .sandbox(Servers.WORKERS)
                        .limits(Limits.DEFAULT.withDeadline(PATIENCE.multipliedBy(2)))
                        .tools(tools.definitions().toArray())
                        .build();
                Conversation conversation = agent.open()) {
            return switch (conversation.run(code, event -> {}, new Cancellation())) {
                case Execution.Completed completed -> String.valueOf(completed.value());
                case Execution.Raised raised -> raised.error().traceback();
                case Execution.LimitHit hit -> hit.detail();
                case Execution.Cancelled cancelled -> "cancelled";
            };
        }
    }
}
