package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Settings;
import java.time.Duration;
import java.util.Optional;

/// How a session was set up, as it is kept.
final class OptionsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OptionsJson() {}

    static String of(SessionOptions options) {
        Limits limits = options.limits();
        ObjectNode node = JSON.createObjectNode()
                .put("mode", options.mode().name())
                .put("deadline", limits.deadline().toString())
                .put("heapBytes", limits.heapBytes())
                .put("outputBytes", limits.outputBytes())
                .put("codeBytes", limits.codeBytes())
                .put("frames", limits.frames())
                .put("boundBytes", limits.boundBytes());
        node.set("settings", of(options.settings()));
        return node.toString();
    }

    private static ObjectNode of(Settings settings) {
        ObjectNode node = JSON.createObjectNode();
        settings.dialect().ifPresent(value -> node.put("dialect", value.word()));
        settings.thinking().ifPresent(value -> node.put("thinking", value.word()));
        settings.temperature().ifPresent(value -> node.put("temperature", value));
        settings.topP().ifPresent(value -> node.put("topP", value));
        settings.seed().ifPresent(value -> node.put("seed", value));
        settings.maxTokens().ifPresent(value -> node.put("maxTokens", value));
        settings.reasoningEffort().ifPresent(value -> node.put("reasoningEffort", value));
        settings.steps().ifPresent(value -> node.put("steps", value));
        settings.time().ifPresent(value -> node.put("time", value.toString()));
        settings.contextTokens().ifPresent(value -> node.put("contextTokens", value));
        settings.stall().ifPresent(value -> node.put("stall", value.toString()));
        settings.system().ifPresent(value -> node.put("system", value));
        return node;
    }

    /// Sessions of earlier versions have none.
    private static Settings settings(JsonNode node) {
        return new Settings(
                value(node, "dialect").map(JsonNode::asText).flatMap(Dialect::ofWord),
                value(node, "thinking").map(JsonNode::asText).flatMap(ThinkingStart::ofWord),
                value(node, "temperature").map(JsonNode::asDouble),
                value(node, "topP").map(JsonNode::asDouble),
                value(node, "seed").map(JsonNode::asLong),
                value(node, "maxTokens").map(JsonNode::asInt),
                value(node, "reasoningEffort").map(JsonNode::asText),
                value(node, "steps").map(JsonNode::asInt),
                value(node, "time").map(JsonNode::asText).map(Duration::parse),
                value(node, "contextTokens").map(JsonNode::asInt),
                value(node, "stall").map(JsonNode::asText).map(Duration::parse),
                value(node, "system").map(JsonNode::asText));
    }

    private static Optional<JsonNode> value(JsonNode node, String name) {
        return Optional.ofNullable(node.get(name));
    }

    static SessionOptions read(String model, String json) {
        try {
            JsonNode node = JSON.readTree(json);
            Limits limits = new Limits(
                    Duration.parse(node.path("deadline").asText()),
                    node.path("heapBytes").asLong(),
                    node.path("outputBytes").asInt(),
                    node.path("codeBytes").asInt(),
                    node.path("frames").asInt(),
                    node.path("boundBytes").asLong());
            return new SessionOptions(
                    Optional.of(model),
                    Mode.valueOf(node.path("mode").asText()),
                    limits,
                    settings(node.path("settings")));
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("options that are no JSON", broken);
        }
    }
}
