package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.McpDoor;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.NodePackages;
import io.github.jupan.server.internal.peer.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The protocol's own client for Node does what clients do, over both transports.
class NodeClientTest {

    private final NodePackages packages = NodePackages.of("client", "@modelcontextprotocol/sdk@1.32.2");

    @Test
    void gettingTheSameOverStandardInputAndOutput() throws Exception {
        JsonNode result = run(
                "stdio",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                StdioMain.class.getName());
        check(result);
    }

    @Test
    void gettingTheSameOverHttp() throws Exception {
        try (Sessions sessions = Servers.sessions();
                HttpServer http = HttpServer.with(new McpDoor(sessions, SessionOptions.DEFAULT).servlet())) {
            check(run("http", http.url()));
            assertThat(sessions.list()).as("sessions of a client that has left").isEmpty();
        }
    }

    private JsonNode run(String... arguments) throws Exception {
        NodePackages.Output output = packages.runScript(NodeClientTest.class, "client.mjs", arguments);
        assertThat(output.exit()).as(output.err()).isZero();
        return Json.read(output.out());
    }

    private static void check(JsonNode result) throws Exception {
        ObjectNode out = (ObjectNode) result.get("out");
        ObjectNode expected = (ObjectNode) Json.read(Tool.resource("client-expected.json"));
        // What the offline model says and counts is not this test's.
        ((ObjectNode) out.at("/ask/structuredContent")).remove("usage");
        assertThat(out.toPrettyString()).isEqualTo(expected.toPrettyString());
        checkMessages(result);
    }

    private static void checkMessages(JsonNode result) throws Exception {
        if (!SchemaCheck.isThere()) {
            System.out.println("MCP: messages are not held against the schema, " + SchemaCheck.FILE + " is absent");
            return;
        }
        SchemaCheck schema = SchemaCheck.load();
        List<String> faults = new ArrayList<>();
        int messages = 0;
        for (JsonNode sent : result.get("sent")) {
            faults.addAll(schema.faults(sent));
        }
        for (JsonNode received : result.get("received")) {
            JsonNode message = received.get("message");
            messages++;
            faults.addAll(schema.faults(message));
            if (message.has("result")) {
                faults.addAll(schema.resultFaults(received.path("answers").asText(), message.get("result")));
            } else if (message.has("method")) {
                faults.addAll(schema.notificationFaults(message));
            }
        }
        System.out.println("MCP client: " + messages + " messages of the server's are as its schema says");
        assertThat(faults).isEmpty();
        assertThat(messages).isGreaterThan(20);
    }
}
