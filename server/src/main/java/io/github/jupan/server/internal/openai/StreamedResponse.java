package io.github.jupan.server.internal.openai;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import io.github.jupan.server.internal.openai.request.ApiException;
import io.github.jupan.server.internal.openai.request.Json;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A response as its pieces come: what is thought and what is said are items, one after another.
final class StreamedResponse implements Reply {

    private final EventStream events;
    private final ModelResponse response;
    private final BiConsumer<String, ArrayNode> memory;
    private final ArrayNode output = Json.array();
    private @Nullable Item open;
    private int sequence;
    private boolean begun;

    /// What kind of item is being written.
    private enum Kind {
        THOUGHT("rs", "response.reasoning_summary_text", "response.reasoning_summary_part", "summary_index"),
        SAID("msg", "response.output_text", "response.content_part", "content_index");

        private final String prefix;
        private final String text;
        private final String part;
        private final String index;

        Kind(String prefix, String text, String part, String index) {
            this.prefix = prefix;
            this.text = text;
            this.part = part;
            this.index = index;
        }

        ObjectNode item(String id, String status, @Nullable String text) {
            return switch (this) {
                case THOUGHT -> ModelResponse.reasoning(id, text == null ? "" : text);
                case SAID ->
                    ModelResponse.message(id, status, text == null ? List.of() : List.of(ModelResponse.textPart(text)));
            };
        }

        ObjectNode part(String text) {
            return this == THOUGHT ? ModelResponse.summaryPart(text) : ModelResponse.textPart(text);
        }
    }

    private record Item(Kind kind, String id, StringBuilder text) {}

    /// @param memory is given the response's id and its output in the end
    StreamedResponse(EventStream events, ModelResponse response, BiConsumer<String, ArrayNode> memory) {
        this.events = events;
        this.response = response;
        this.memory = memory;
    }

    @Override
    public void thought(String piece) {
        piece(Kind.THOUGHT, piece);
    }

    @Override
    public void said(String piece) {
        piece(Kind.SAID, piece);
    }

    private void piece(Kind kind, String piece) {
        Item item = item(kind);
        item.text().append(piece);
        ObjectNode delta = at(kind, item.id()).put("delta", piece);
        if (kind == Kind.SAID) {
            delta.putArray("logprobs");
        }
        send(kind.text + ".delta", delta);
    }

    private Item item(Kind kind) {
        begin();
        if (open != null && open.kind() == kind) {
            return open;
        }
        close();
        Item item = new Item(kind, ModelResponse.id(kind.prefix), new StringBuilder());
        open = item;
        added(kind.item(item.id(), "in_progress", null));
        ObjectNode part = at(kind, item.id());
        part.set("part", kind.part(""));
        send(kind.part + ".added", part);
        return item;
    }

    private void close() {
        Item item = open;
        if (item == null) {
            return;
        }
        open = null;
        Kind kind = item.kind();
        String text = item.text().toString();
        ObjectNode whole = at(kind, item.id()).put("text", text);
        if (kind == Kind.SAID) {
            whole.putArray("logprobs");
        }
        send(kind.text + ".done", whole);
        ObjectNode part = at(kind, item.id());
        part.set("part", kind.part(text));
        send(kind.part + ".done", part);
        done(kind.item(item.id(), "completed", text));
    }

    private ObjectNode at(Kind kind, String id) {
        return place(id).put(kind.index, 0);
    }

    private ObjectNode place(String id) {
        return Json.object().put("item_id", id).put("output_index", output.size());
    }

    private void added(ObjectNode item) {
        ObjectNode event = Json.object().put("output_index", output.size());
        event.set("item", item);
        send("response.output_item.added", event);
    }

    private void done(ObjectNode item) {
        ObjectNode event = Json.object().put("output_index", output.size());
        event.set("item", item);
        send("response.output_item.done", event);
        output.add(item);
    }

    private void begin() {
        if (!begun) {
            begun = true;
            ObjectNode created = Json.object();
            created.set("response", response.begun());
            send("response.created", created);
            send("response.in_progress", created.deepCopy());
        }
    }

    @Override
    public void end(Answer answer) {
        begin();
        close();
        answer.refusal().ifPresent(this::refuse);
        answer.calls().forEach(this::call);
        memory.accept(response.id(), output);
        ObjectNode ended = response.ended(answer, output);
        ObjectNode event = Json.object();
        event.set("response", ended);
        send("response." + ended.get("status").textValue(), event);
    }

    private void refuse(String refusal) {
        String id = ModelResponse.id("msg");
        added(ModelResponse.message(id, "in_progress", List.of()));
        ObjectNode part = at(Kind.SAID, id);
        part.set("part", ModelResponse.refusalPart(""));
        send("response.content_part.added", part);
        send("response.refusal.delta", at(Kind.SAID, id).put("delta", refusal));
        send("response.refusal.done", at(Kind.SAID, id).put("refusal", refusal));
        ObjectNode whole = at(Kind.SAID, id);
        whole.set("part", ModelResponse.refusalPart(refusal));
        send("response.content_part.done", whole);
        done(ModelResponse.message(id, "completed", List.of(ModelResponse.refusalPart(refusal))));
    }

    private void call(ToolExecutionRequest call) {
        String id = ModelResponse.id("fc");
        added(ModelResponse.call(id, call, "in_progress", ""));
        send("response.function_call_arguments.delta", place(id).put("delta", call.arguments()));
        send(
                "response.function_call_arguments.done",
                place(id).put("name", call.name()).put("arguments", call.arguments()));
        done(ModelResponse.call(id, call, "completed", call.arguments()));
    }

    private void send(String type, ObjectNode event) {
        ObjectNode whole = Json.object().put("type", type).put("sequence_number", sequence++);
        whole.setAll(event);
        events.event(type, Json.text(whole));
    }

    @Override
    public void fail(ApiException failure) throws IOException {
        events.fail(failure, sequence);
    }

    @Override
    public void beat() {
        events.beat();
    }
}
