package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A tool call's arguments, which the SDK has held against the tool's schema.
record Arguments(Map<String, Object> values) {

    private static final String MAIN = "main";

    /// Those tools that work in a session.
    private static final Set<String> IN_SESSIONS = Set.of("run_python", "ask");

    /// The session that a call of a tool works in, by the request's parameters, however they were read.
    static Optional<String> sessionIn(@Nullable Object parameters) {
        Object arguments = member(parameters, "arguments");
        return member(parameters, "name") instanceof String tool && IN_SESSIONS.contains(tool)
                ? Optional.of(member(arguments, "session") instanceof String name ? name : MAIN)
                : Optional.empty();
    }

    private static @Nullable Object member(@Nullable Object object, String name) {
        return switch (object) {
            case Map<?, ?> map -> map.get(name);
            case JsonNode node
            when node.path(name).isTextual() -> node.path(name).textValue();
            case JsonNode node -> node.path(name);
            case null, default -> null;
        };
    }

    static Arguments of(@Nullable Map<String, Object> given) {
        return new Arguments(given == null ? Map.of() : given);
    }

    String session() {
        return optional("session").orElse(MAIN);
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
