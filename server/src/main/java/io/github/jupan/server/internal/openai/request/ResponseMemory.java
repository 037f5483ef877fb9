package io.github.jupan.server.internal.openai.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// The responses that clients may come back to by their ids, and the items in them. It is in memory alone, and the
/// oldest are forgotten.
public final class ResponseMemory {

    /// @param items what the client sent and what it was answered
    private record Kept(Optional<String> previous, ArrayNode items) {}

    private final Memory<Kept> responses = new Memory<>();
    private final Memory<ObjectNode> items = new Memory<>();

    /// @param previous the id of the response before
    /// @param added what the client sent besides
    public void keep(String id, Optional<String> previous, ArrayNode added, ArrayNode output) {
        ArrayNode all = added.deepCopy().addAll(output);
        responses.keep(id, new Kept(previous, all), Json.text(all).length());
        for (JsonNode item : output) {
            items.keep(
                    item.path("id").asText(), (ObjectNode) item, Json.text(item).length());
        }
    }

    /// All items up to the end of this response.
    ArrayNode conversation(String id) {
        Deque<ArrayNode> parts = new ArrayDeque<>();
        Optional<String> next = Optional.of(id);
        while (next.isPresent()) {
            String wanted = next.get();
            Kept kept = responses
                    .find(wanted)
                    .orElseThrow(() -> new ApiException(
                            400,
                            "previous_response_not_found",
                            "there is no response " + wanted + " here any more; send the whole conversation as input"));
            parts.addFirst(kept.items());
            next = kept.previous();
        }
        ArrayNode all = Json.array();
        parts.forEach(all::addAll);
        return all;
    }

    /// The item itself where a client sends its id alone.
    ObjectNode resolve(Fields item) {
        return item.text("type").filter("item_reference"::equals).isEmpty()
                ? item.node()
                : items.find(item.required("id"))
                        .orElseThrow(() -> ApiException.wrong(
                                item.path("id"),
                                "there is no item " + item.required("id") + " here any more; send it whole"));
    }
}
