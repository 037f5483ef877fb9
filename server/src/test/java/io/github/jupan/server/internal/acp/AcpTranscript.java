package io.github.jupan.server.internal.acp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/// Checks each message of a connection against the protocol's schema: by its method, as the schema as a whole lets
/// everything pass for an extension. Where the schema is absent, it checks the form of JSON-RPC alone.
final class AcpTranscript {

    private static final Path SCHEMA = Path.of("../../shared/data/schema/acp-v1/schema.json");

    /// Rust's serde, which editors read with, refuses a field that is there twice.
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private static final JsonNode DEFINITIONS = definitions();
    private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private final Map<String, String> asked = new HashMap<>();
    private final Map<String, Integer> counts = new TreeMap<>();

    /// Who sent a message.
    enum From {
        EDITOR,
        AGENT;

        private From other() {
            return this == EDITOR ? AGENT : EDITOR;
        }

        /// The schema names who receives.
        private String receiver() {
            return this == EDITOR ? "agent" : "client";
        }
    }

    static boolean hasSchema() {
        return !DEFINITIONS.isEmpty();
    }

    synchronized JsonNode add(From from, String line) {
        JsonNode message;
        try {
            message = JSON.readTree(line);
        } catch (IOException wrong) {
            throw new AssertionError(from + " sent " + line, wrong);
        }
        assertThat(message.path("jsonrpc").asText()).as(line).isEqualTo("2.0");
        String method = message.path("method").asText();
        if (message.has("method") && message.has("id")) {
            asked.put(from + " " + message.get("id"), method);
            check(definition(from, method, "Request"), message.path("params"), line);
        } else if (message.has("method")) {
            check(definition(from, method, "Notification"), message.path("params"), line);
        } else if (message.has("error")) {
            check("Error", message.get("error"), line);
        } else {
            String answered = asked.remove(from.other() + " " + message.get("id"));
            assertThat(answered).as("what this answers: " + line).isNotNull();
            check(definition(from.other(), answered, "Response"), message.path("result"), line);
        }
        return message;
    }

    /// How many messages there were of each kind.
    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    private void check(String definition, JsonNode value, String line) {
        counts.merge(definition, 1, Integer::sum);
        if (hasSchema()) {
            Schema schema = SCHEMAS.computeIfAbsent(definition, AcpTranscript::schema);
            assertThat(schema.validate(value.toString(), InputFormat.JSON))
                    .as(line)
                    .isEmpty();
        }
    }

    private static String definition(From from, String method, String kind) {
        if (!hasSchema()) {
            return method + " " + kind;
        }
        for (var definition : DEFINITIONS.properties()) {
            if (definition.getKey().endsWith(kind)
                    && definition.getValue().path("x-method").asText().equals(method)
                    && definition.getValue().path("x-side").asText().equals(from.receiver())) {
                return definition.getKey();
            }
        }
        throw new AssertionError("the protocol has no " + kind + " " + method + " from " + from);
    }

    private static Schema schema(String definition) {
        ObjectNode whole = JSON.createObjectNode().put("$ref", "#/$defs/" + definition);
        whole.set("$defs", DEFINITIONS);
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(whole.toString(), InputFormat.JSON);
    }

    private static JsonNode definitions() {
        try {
            return Files.exists(SCHEMA)
                    ? JSON.readTree(Files.readString(SCHEMA)).path("$defs")
                    : JSON.createObjectNode();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
