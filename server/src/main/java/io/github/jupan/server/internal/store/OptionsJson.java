package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.agent.Mode;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.server.SessionOptions;
import java.time.Duration;
import java.util.Optional;

/// How a session was set up, as it is kept.
final class OptionsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private OptionsJson() {}

    static String of(SessionOptions options) {
        Limits limits = options.limits();
        return JSON.createObjectNode()
                .put("mode", options.mode().name())
                .put("deadline", limits.deadline().toString())
                .put("heapBytes", limits.heapBytes())
                .put("outputBytes", limits.outputBytes())
                .put("codeBytes", limits.codeBytes())
                .put("frames", limits.frames())
                .put("boundBytes", limits.boundBytes())
                .toString();
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
                    Optional.of(model), Mode.valueOf(node.path("mode").asText()), limits);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("options that are no JSON", broken);
        }
    }
}
