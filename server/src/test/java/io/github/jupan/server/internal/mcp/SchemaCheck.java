package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.jupan.server.internal.peer.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Holds messages against the protocol's own schema.
final class SchemaCheck {

    static final Path FILE = Path.of("../../shared/data/schema/mcp-2025-11-25.schema.json");

    private static final Map<String, String> RESULTS = Map.of(
            "initialize", "InitializeResult",
            "tools/list", "ListToolsResult",
            "tools/call", "CallToolResult",
            "resources/list", "ListResourcesResult",
            "resources/read", "ReadResourceResult",
            "prompts/list", "ListPromptsResult",
            "prompts/get", "GetPromptResult",
            "ping", "EmptyResult");

    private final ObjectNode whole;
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    private SchemaCheck(ObjectNode whole) {
        this.whole = whole;
    }

    static SchemaCheck load() throws IOException {
        return new SchemaCheck((ObjectNode) Json.read(Files.readString(FILE)));
    }

    static boolean isThere() {
        return Files.exists(FILE);
    }

    List<String> faults(JsonNode message) {
        return validate("JSONRPCMessage", message);
    }

    /// @param method of the request that this is the result for
    List<String> resultFaults(String method, JsonNode result) {
        return validate(RESULTS.getOrDefault(method, "Result"), result);
    }

    List<String> notificationFaults(JsonNode message) {
        return validate("ServerNotification", message);
    }

    private List<String> validate(String definition, JsonNode json) {
        return schemas.computeIfAbsent(definition, this::schema).validate(json).stream()
                .map(fault -> definition + ": " + fault)
                .toList();
    }

    private Schema schema(String definition) {
        ObjectNode schema = whole.deepCopy().put("$ref", "#/$defs/" + definition);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
    }
}
