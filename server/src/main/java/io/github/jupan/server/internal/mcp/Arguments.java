package io.github.jupan.server.internal.mcp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A tool call's arguments, which the SDK has held against the tool's schema.
record Arguments(Map<String, Object> values) {

    static Arguments of(@Nullable Map<String, Object> given) {
        return new Arguments(given == null ? Map.of() : given);
    }

    String session() {
        return optional("session").orElse("main");
    }

    String text(String name) {
        return optional(name).orElse("");
    }

    Optional<String> optional(String name) {
        return values.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
    }

    boolean isTrue(String name) {
        return Boolean.TRUE.equals(values.get(name));
    }

    List<String> texts(String name) {
        return values.get(name) instanceof List<?> list
                ? list.stream().map(String.class::cast).toList()
                : List.of();
    }

    Map<String, String> textsByName(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (values.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put((String) key, (String) value));
        }
        return texts;
    }
}
