package io.github.jupan.server.internal.acp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Joins what came in pieces: a history is shown at once.
final class Pieces {

    private static final Set<String> TYPES = Set.of("thinking", "text", "code");

    private Pieces() {}

    static List<ObjectNode> joined(List<ObjectNode> events) {
        List<ObjectNode> joined = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (ObjectNode event : events) {
            ObjectNode last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && isSame(last, event)) {
                text.append(event.path("text").asText());
                last.put("text", text.toString());
            } else {
                text.setLength(0);
                text.append(event.path("text").asText());
                joined.add(event.deepCopy());
            }
        }
        return joined;
    }

    private static boolean isSame(ObjectNode last, ObjectNode event) {
        return TYPES.contains(event.path("type").asText())
                && last.path("type").equals(event.path("type"))
                && last.path("run").equals(event.path("run"));
    }
}
