package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.Permission;
import io.github.jupan.server.internal.peer.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/// What jupan offers, and besides it the tools, prompts and resources that the protocol's conformance suite looks
/// for.
final class ConformanceServer {

    private static final JsonNode FIXTURES = Json.read(Tool.resource("conformance.json"));
    private static final ObjectNode NO_ARGUMENTS = Json.NODES.objectNode().put("type", "object");
    private static final String FOR_THE_SUITE = "for the conformance suite";

    /// What clients of the newest revision have to declare to be sent a request.
    private static final Map<String, String> CAPABILITIES =
            Map.of("elicitation/create", "elicitation", "sampling/createMessage", "sampling", "roots/list", "roots");

    private static final Unanswered UNANSWERED = new Unanswered();

    private ConformanceServer() {}

    private record Fixture(String name, ObjectNode inputSchema, Function<ToolCall, ObjectNode> handler)
            implements Tool {

        @Override
        public ObjectNode definition() {
            return Json.NODES
                    .objectNode()
                    .put("name", name)
                    .put("description", FOR_THE_SUITE)
                    .set("inputSchema", inputSchema);
        }

        @Override
        public ObjectNode call(ToolCall call) {
            return handler.apply(call);
        }
    }

    /// A tool that samples, as it says, and never gets that far.
    private record Sampling() implements Tool {

        @Override
        public String name() {
            return "test_missing_capability";
        }

        @Override
        public ObjectNode definition() {
            return new Fixture(name(), NO_ARGUMENTS, this::call).definition();
        }

        @Override
        public Set<String> needs(Permission permission) {
            return Set.of("sampling");
        }

        @Override
        public ObjectNode call(ToolCall call) {
            return Tool.result(false, "sampled");
        }
    }

    static Offer offer() {
        List<Tool> tools = new ArrayList<>(List.of(new RunPython(), new CountText(), new Ask()));
        FIXTURES.get("tools").properties().forEach(each -> {
            boolean schema = each.getKey().equals("json_schema_2020_12_tool");
            tools.add(new Fixture(
                    each.getKey(),
                    schema ? (ObjectNode) FIXTURES.get("schema") : NO_ARGUMENTS,
                    call -> each.getValue().deepCopy()));
        });
        FIXTURES.get("elicitations")
                .properties()
                .forEach(each -> tools.add(
                        new Fixture(each.getKey(), NO_ARGUMENTS, call -> elicit(call, (ObjectNode) each.getValue()))));
        FIXTURES.get("inputs")
                .properties()
                .forEach(each ->
                        tools.add(new Fixture(each.getKey(), NO_ARGUMENTS, call -> inputs(call, each.getValue()))));
        tools.add(new Sampling());
        tools.add(new Fixture("test_logging_tool", NO_ARGUMENTS, call -> Tool.result(false, "logged nothing")));
        tools.add(new Fixture("test_tool_with_logging", NO_ARGUMENTS, ConformanceServer::log));
        tools.add(new Fixture("test_tool_with_progress", NO_ARGUMENTS, ConformanceServer::progress));
        tools.add(new Fixture("test_sampling", NO_ARGUMENTS, ConformanceServer::sample));
        List<Offer.Offered> prompts = new ArrayList<>(List.of(UseCode.prompt()));
        FIXTURES.get("prompts").properties().forEach(each -> prompts.add(prompt(each.getKey(), each.getValue())));
        return new Offer(tools, prompts, client -> new WithFixtures(new Documents(client)));
    }

    /// Asks for what the first round has, then the next, as far as the client can say it.
    private static ObjectNode inputs(ToolCall call, JsonNode rounds) {
        JsonNode came = UNANSWERED.taken(call.request()).orElseGet(Json.NODES::objectNode);
        int next = 0;
        for (int i = 0; i < rounds.size(); i++) {
            if (rounds.get(i).properties().stream().allMatch(each -> came.has(each.getKey()))) {
                next = i + 1;
            }
        }
        if (next == rounds.size()) {
            return Tool.result(false, "state-ok, Hello: " + came);
        }
        ObjectNode questions = rounds.get(next).deepCopy();
        JsonNode can = call.request().param("_meta").path("io.modelcontextprotocol/clientCapabilities");
        questions.removeIf(each -> !can.has(CAPABILITIES.get(each.path("method").asText())));
        return UNANSWERED.put(call.request(), questions);
    }

    private static ObjectNode log(ToolCall call) {
        for (String line : List.of("Tool execution started", "Tool processing data", "Tool execution completed")) {
            call.call()
                    .notify(
                            "notifications/message",
                            Json.NODES.objectNode().put("level", "info").put("data", line));
        }
        return Tool.result(false, "logged");
    }

    private static ObjectNode progress(ToolCall call) {
        JsonNode token = call.request().param("_meta").path("progressToken");
        if (token.isValueNode()) {
            for (int progress = 0; progress <= 100; progress += 50) {
                ObjectNode params =
                        Json.NODES.objectNode().put("progress", progress).put("total", 100);
                params.set("progressToken", token);
                call.call().notify("notifications/progress", params);
            }
        }
        return Tool.result(false, "done");
    }

    private static ObjectNode sample(ToolCall call) {
        ObjectNode params = Json.NODES.objectNode().put("maxTokens", 100);
        params.putArray("messages")
                .addObject()
                .put("role", "user")
                .putObject("content")
                .put("type", "text")
                .put("text", call.arguments().text("prompt"));
        JsonNode answer = call.call().peer().ask("sampling/createMessage", params, call.cancellation());
        return Tool.result(false, "LLM response: " + answer.path("content"));
    }

    private static ObjectNode elicit(ToolCall call, ObjectNode schema) {
        ObjectNode params = Json.NODES.objectNode().put("message", "Please fill this in");
        params.set("requestedSchema", schema);
        JsonNode answer = call.call().peer().ask("elicitation/create", params, call.cancellation());
        return Tool.result(false, "User response: " + answer.path("action").asText() + " " + answer.path("content"));
    }

    private static Offer.Offered prompt(String name, JsonNode result) {
        ObjectNode definition = Json.NODES.objectNode().put("name", name).put("description", FOR_THE_SUITE);
        ArrayNode arguments = definition.putArray("arguments");
        for (String argument : List.of("arg1", "arg2", "resourceUri")) {
            if (result.toString().contains("{" + argument + "}")) {
                arguments
                        .addObject()
                        .put("name", argument)
                        .put("description", "for the suite")
                        .put("required", true);
            }
        }
        return new Offer.Offered(definition, given -> {
            String filled = result.toString();
            for (JsonNode argument : arguments) {
                String key = argument.get("name").asText();
                filled = filled.replace("{" + key + "}", given.path(key).asText());
            }
            return (ObjectNode) Json.read(filled);
        });
    }

    private record WithFixtures(Resources own) implements Resources {

        @Override
        public ObjectNode list(Revision revision) {
            ObjectNode result = own.list(revision);
            FIXTURES.get("resources")
                    .forEach(each -> result.withArray("resources")
                            .addObject()
                            .put("uri", each.get("uri").asText())
                            .put("name", each.get("uri").asText())
                            .put("description", FOR_THE_SUITE)
                            .put("mimeType", each.get("mimeType").asText()));
            return result;
        }

        @Override
        public ObjectNode templates(Revision revision) {
            ObjectNode result = own.templates(revision);
            result.withArray("resourceTemplates")
                    .addObject()
                    .put("uriTemplate", "test://template/{id}/data")
                    .put("name", "data")
                    .put("description", FOR_THE_SUITE)
                    .put("mimeType", "text/plain");
            return result;
        }

        @Override
        public ObjectNode read(String uri, Revision revision) {
            for (JsonNode each : FIXTURES.get("resources")) {
                if (each.get("uri").asText().equals(uri)) {
                    return contents(each.deepCopy());
                }
            }
            return uri.startsWith("test://template/")
                    ? contents(Json.NODES.objectNode().put("uri", uri).put("text", "Data for " + uri))
                    : own.read(uri, revision);
        }

        private static ObjectNode contents(JsonNode contents) {
            ObjectNode result = Json.NODES.objectNode();
            result.putArray("contents").add(contents);
            return result;
        }
    }
}
