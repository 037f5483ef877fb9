package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/// What a model wrote or a run printed, as one event however many it came in.
final class Piece {

    private static final Set<String> TYPES = Set.of("thinking", "text", "code", "output");

    private final ObjectNode first;
    private final StringBuilder text = new StringBuilder();

    /// @param event of which [#isOne] is true
    Piece(ObjectNode event) {
        first = event;
        text.append(event.path("text").asText());
    }

    static boolean isOne(ObjectNode event) {
        return TYPES.contains(event.path("type").asText());
    }

    /// Takes the event in, when it goes on where this ends.
    boolean takes(ObjectNode event) {
        boolean same = first.path("type").equals(event.path("type"))
                && first.path("run").equals(event.path("run"))
                && first.path("stream").equals(event.path("stream"));
        if (same) {
            text.append(event.path("text").asText());
        }
        return same;
    }

    ObjectNode joined() {
        return first.deepCopy().put("text", text.toString());
    }
}
