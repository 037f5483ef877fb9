package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/// What jupan offers, and besides it the tools, prompts and resources that the protocol's conformance suite looks
/// for.
final class ConformanceServer {

    private static final JsonNode FIXTURES = fixtures();
    private static final Map<String, Object> NO_ARGUMENTS = Map.of("type", "object");

    private ConformanceServer() {}

    static void start(Client client, McpServer.SyncSpecification<?> server) {
        FIXTURES.get("tools").properties().forEach(each -> {
            CallToolResult result = read(each.getValue(), CallToolResult.class);
            boolean schema = each.getKey().equals("json_schema_2020_12_tool");
            add(server, each.getKey(), schema ? map(FIXTURES.get("schema")) : NO_ARGUMENTS, (to, request) -> result);
        });
        FIXTURES.get("elicitations")
                .properties()
                .forEach(each ->
                        add(server, each.getKey(), NO_ARGUMENTS, (to, request) -> elicit(to, map(each.getValue()))));
        add(server, "test_tool_with_logging", NO_ARGUMENTS, ConformanceServer::log);
        add(server, "test_tool_with_progress", NO_ARGUMENTS, ConformanceServer::progress);
        add(server, "test_sampling", NO_ARGUMENTS, ConformanceServer::sample);
        FIXTURES.get("prompts").properties().forEach(each -> server.prompts(prompt(each.getKey(), each.getValue())));
        FIXTURES.get("resources").properties().forEach(each -> server.resources(resource(each.getValue())));
        server.resourceTemplates(template());
        ClientServer.start(client, server);
    }

    private static void add(
            McpServer.SyncSpecification<?> server,
            String name,
            Map<String, Object> schema,
            BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
        server.toolCall(
                McpSchema.Tool.builder(name, schema)
                        .description("for the conformance suite")
                        .build(),
                handler);
    }

    private static CallToolResult log(McpSyncServerExchange client, CallToolRequest request) {
        for (String line : List.of("Tool execution started", "Tool processing data", "Tool execution completed")) {
            client.loggingNotification(McpSchema.LoggingMessageNotification.builder(LoggingLevel.INFO, line)
                    .build());
        }
        return Tool.result(false, "logged");
    }

    private static CallToolResult progress(McpSyncServerExchange client, CallToolRequest request) {
        Object token = request.meta() == null ? null : request.meta().get("progressToken");
        if (token != null) {
            for (int progress = 0; progress <= 100; progress += 50) {
                client.progressNotification(McpSchema.ProgressNotification.builder(token, progress)
                        .total(100.0)
                        .build());
            }
        }
        return Tool.result(false, "done");
    }

    private static CallToolResult sample(McpSyncServerExchange client, CallToolRequest request) {
        var prompt = McpSchema.TextContent.builder(
                        String.valueOf(request.arguments().get("prompt")))
                .build();
        var message =
                McpSchema.SamplingMessage.builder(McpSchema.Role.USER, prompt).build();
        var response = client.createMessage(
                McpSchema.CreateMessageRequest.builder(List.of(message), 100).build());
        return Tool.result(false, "LLM response: " + response.content());
    }

    private static CallToolResult elicit(McpSyncServerExchange client, Map<String, Object> schema) {
        var answer = client.createElicitation(McpSchema.ElicitFormRequest.builder("Please fill this in", schema)
                .build());
        return Tool.result(false, "User response: " + answer.action() + " " + answer.content());
    }

    private static SyncPromptSpecification prompt(String name, JsonNode result) {
        List<McpSchema.PromptArgument> arguments = new ArrayList<>();
        for (String argument : List.of("arg1", "arg2", "resourceUri")) {
            if (result.toString().contains("{" + argument + "}")) {
                arguments.add(McpSchema.PromptArgument.builder(argument)
                        .description("for the suite")
                        .required(true)
                        .build());
            }
        }
        McpSchema.Prompt prompt = McpSchema.Prompt.builder(name)
                .description("for the conformance suite")
                .arguments(arguments)
                .build();
        return new SyncPromptSpecification(prompt, (client, request) -> {
            String filled = result.toString();
            for (McpSchema.PromptArgument argument : arguments) {
                filled = filled.replace(
                        "{" + argument.name() + "}",
                        String.valueOf(request.arguments().get(argument.name())));
            }
            return read(tree(filled), GetPromptResult.class);
        });
    }

    private static SyncResourceSpecification resource(JsonNode contents) {
        String uri = contents.get("uri").asText();
        McpSchema.Resource resource = McpSchema.Resource.builder(uri, uri)
                .description("for the conformance suite")
                .mimeType(contents.get("mimeType").asText())
                .build();
        return new SyncResourceSpecification(resource, (client, request) -> contents(contents));
    }

    private static SyncResourceTemplateSpecification template() {
        McpSchema.ResourceTemplate template = McpSchema.ResourceTemplate.builder("test://template/{id}/data", "data")
                .description("for the conformance suite")
                .mimeType("text/plain")
                .build();
        return new SyncResourceTemplateSpecification(
                template,
                (client, request) -> contents(Tool.JSON
                        .createObjectNode()
                        .put("uri", request.uri())
                        .put("text", "Data for " + request.uri())));
    }

    private static ReadResourceResult contents(JsonNode contents) {
        return read(
                Tool.JSON
                        .createObjectNode()
                        .set("contents", Tool.JSON.createArrayNode().add(contents)),
                ReadResourceResult.class);
    }

    private static <T> T read(JsonNode json, Class<T> type) {
        return Tool.JSON.convertValue(json, type);
    }

    private static Map<String, Object> map(JsonNode json) {
        return Tool.JSON.convertValue(json, new TypeReference<>() {});
    }

    private static JsonNode tree(String json) {
        try {
            return Tool.JSON.readTree(json);
        } catch (IOException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static JsonNode fixtures() {
        return tree(Tool.resource("conformance.json"));
    }
}
