package io.github.jupan.tools.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.mcp.client.McpCallContext;
import dev.langchain4j.mcp.client.transport.McpOperationHandler;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.protocol.McpClientMessage;
import dev.langchain4j.mcp.protocol.McpInitializeRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// A transport that looks at the tools a server lists before LangChain4j's client does, which gives all of them up for
/// one that it does not understand.
final class ListedTools implements McpTransport {

    private final McpTransport transport;
    private final List<String> names = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private volatile @Nullable String only;

    ListedTools(McpTransport transport) {
        this.transport = transport;
    }

    /// The names of those that came through last.
    synchronized List<String> names() {
        return List.copyOf(names);
    }

    /// A line for each that did not, since the last call.
    synchronized List<String> leftOut() {
        List<String> lines = List.copyOf(leftOut);
        leftOut.clear();
        return lines;
    }

    /// Lets one tool through alone; all when null.
    void only(@Nullable String name) {
        only = name;
    }

    private synchronized JsonNode checked(JsonNode answer) {
        if (answer.path("result").path("tools") instanceof ArrayNode tools) {
            names.clear();
            for (var all = tools.elements(); all.hasNext(); ) {
                JsonNode tool = all.next();
                String name = tool.path("name").asText();
                String fault = fault(tool);
                if (!fault.isEmpty()) {
                    leftOut.add(name + ": " + fault);
                    all.remove();
                } else if (only != null && !name.equals(only)) {
                    all.remove();
                } else {
                    names.add(name);
                    if (!tool.path("inputSchema").isObject()) {
                        ((ObjectNode) tool).putObject("inputSchema").put("type", "object");
                    }
                }
            }
        }
        return answer;
    }

    private static String fault(JsonNode tool) {
        if (tool.path("name").asText().isEmpty()) {
            return "it has no name";
        }
        return tool.at("/execution/taskSupport").asText().equals("required")
                ? "it can only be called as a task, which jupan does not"
                : "";
    }

    @Override
    public void start(McpOperationHandler handler) {
        transport.start(handler);
    }

    @Override
    public CompletableFuture<JsonNode> initialize(McpInitializeRequest request) {
        return transport.initialize(request);
    }

    @Override
    public CompletableFuture<JsonNode> executeOperationWithResponse(McpClientMessage message) {
        return transport.executeOperationWithResponse(message).thenApply(this::checked);
    }

    @Override
    public CompletableFuture<JsonNode> executeOperationWithResponse(McpCallContext context) {
        return transport.executeOperationWithResponse(context).thenApply(this::checked);
    }

    @Override
    public void executeOperationWithoutResponse(McpClientMessage message) {
        transport.executeOperationWithoutResponse(message);
    }

    @Override
    public void executeOperationWithoutResponse(McpCallContext context) {
        transport.executeOperationWithoutResponse(context);
    }

    @Override
    public void checkHealth() {
        transport.checkHealth();
    }

    @Override
    public void onFailure(Runnable action) {
        transport.onFailure(action);
    }

    @Override
    public void close() throws IOException {
        transport.close();
    }
}
