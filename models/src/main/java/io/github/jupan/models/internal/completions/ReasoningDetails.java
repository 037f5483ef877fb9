package io.github.jupan.models.internal.completions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The members `reasoning_details` of a turn's chunks (OpenRouter, MiniMax, Snowflake), joined as if they had come
/// whole, which is how they go back.
final class ReasoningDetails {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> GROWING = Set.of("text", "summary", "data");

    private final List<Detail> details = new ArrayList<>();

    /// @param texts its members that grow
    private record Detail(ObjectNode head, Map<String, StringBuilder> texts) {

        boolean goesOnWith(JsonNode piece) {
            return head.path("type").equals(piece.path("type"))
                    && head.path("index").equals(piece.path("index"))
                    && (head.path("id").equals(piece.path("id"))
                            || !piece.path("id").isTextual());
        }

        void add(JsonNode piece) {
            piece.properties().forEach(member -> {
                JsonNode value = member.getValue();
                if (GROWING.contains(member.getKey()) && value.isTextual()) {
                    texts.computeIfAbsent(member.getKey(), any -> new StringBuilder())
                            .append(value.asText());
                } else if (!value.isNull()) {
                    head.set(member.getKey(), value);
                }
            });
        }
    }

    void add(JsonNode piece) {
        if (details.isEmpty() || !details.getLast().goesOnWith(piece)) {
            details.add(new Detail(JSON.createObjectNode(), new LinkedHashMap<>()));
        }
        details.getLast().add(piece);
    }

    boolean isEmpty() {
        return details.isEmpty();
    }

    String json() {
        ArrayNode all = JSON.createArrayNode();
        for (Detail detail : details) {
            ObjectNode whole = detail.head().deepCopy();
            detail.texts().forEach((name, text) -> whole.put(name, text.toString()));
            all.add(whole);
        }
        return all.toString();
    }
}
