package io.github.jupan.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Events, with text that comes in pieces joined, however it was cut.
final class JoinedEvents {

    private static final Set<String> TEXTS = Set.of("thinking", "text", "code", "output");

    private final List<ObjectNode> joined = new ArrayList<>();

    static List<ObjectNode> of(List<ObjectNode> events) {
        JoinedEvents all = new JoinedEvents();
        events.forEach(all::add);
        return all.all();
    }

    static boolean isText(ObjectNode event) {
        return TEXTS.contains(event.path("type").asText());
    }

    void add(ObjectNode event) {
        ObjectNode last = joined.isEmpty() ? null : joined.getLast();
        if (last != null && isText(event) && rest(last).equals(rest(event))) {
            last.put("text", last.path("text").asText() + event.path("text").asText());
        } else {
            joined.add(event.deepCopy());
        }
    }

    private static ObjectNode rest(ObjectNode event) {
        return event.deepCopy().put("text", "");
    }

    List<ObjectNode> all() {
        return joined;
    }
}
