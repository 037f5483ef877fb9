package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.server.McpDoor;
import io.github.jupan.server.Permission;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The protocol's own client for Java, over HTTP, whose user is asked before code runs.
@Timeout(600)
class JavaClientTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    @Test
    void isServed() {
        try (Sessions sessions = Servers.sessions();
                HttpServer http =
                        HttpServer.with(new McpDoor(sessions, SessionOptions.DEFAULT, Permission.ASKED).servlet());
                McpSyncClient client = client(http.url())) {
            client.initialize();
            assertThat(client.listTools().tools())
                    .extracting(McpSchema.Tool::name)
                    .containsExactlyInAnyOrder("ask", "count_text", "run_python");
            McpSchema.CallToolResult run = client.callTool(McpSchema.CallToolRequest.builder("run_python")
                    .arguments(Map.of("code", "print('at work')\n6 * 7", "texts", Map.of("t", "one two")))
                    .progressToken("p")
                    .build());
            assertThat(run.structuredContent())
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("value", "42");
            assertThat(asked).singleElement().asString().contains("6 * 7");
            assertThat(told).containsExactly("at work");
            McpSchema.CallToolResult refused = client.callTool(McpSchema.CallToolRequest.builder("run_python")
                    .arguments(Map.of("code", "1"))
                    .build());
            assertThat(refused.isError()).isTrue();
            assertThat(client.listResources().resources())
                    .extracting(McpSchema.Resource::uri)
                    .containsExactly("jupan://documents/main/t");
            assertThat(client.readResource(McpSchema.ReadResourceRequest.builder("jupan://documents/main/t")
                                    .build())
                            .contents())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            McpSchema.TextResourceContents.class,
                            text -> assertThat(text.text()).isEqualTo("one two"));
            assertThat(client.getPrompt(McpSchema.GetPromptRequest.builder("use_code")
                                    .arguments(Map.of("task", "Count."))
                                    .build())
                            .messages())
                    .hasSize(1);
        }
    }

    private McpSyncClient client(String url) {
        URI address = URI.create(url);
        return McpClient.sync(
                        HttpClientStreamableHttpTransport.builder(address.getScheme() + "://" + address.getAuthority())
                                .endpoint(address.getPath())
                                .build())
                .requestTimeout(Duration.ofMinutes(5))
                .capabilities(
                        McpSchema.ClientCapabilities.builder().elicitation().build())
                .elicitation(question -> {
                    asked.add(question.message());
                    return new McpSchema.ElicitResult(
                            question.message().contains("6 * 7")
                                    ? McpSchema.ElicitResult.Action.ACCEPT
                                    : McpSchema.ElicitResult.Action.DECLINE,
                            Map.of());
                })
                .progressConsumer(progress -> told.add(progress.message()))
                .build();
    }
}
