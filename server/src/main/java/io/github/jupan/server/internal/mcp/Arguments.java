package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A tool call's arguments, which have been held against the tool's schema.
record Arguments(JsonNode values) {

    String text(String name) {
        return values.path(name).asText();
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(values.path(name).textValue());
    }

    boolean isTrue(String name) {
        return values.path(name).asBoolean();
    }

    List<String> texts(String name) {
        return values.path(name).valueStream().map(JsonNode::asText).toList();
    }

    Map<String, String> textsByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        values.path(name)
                .propertyStream()
                .forEach(each -> texts.put(each.getKey(), each.getValue().asText()));
        return texts;
    }
}
