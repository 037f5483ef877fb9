package io.github.jupan.server.internal.openai.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A request to `/v1/responses`, and the same as one to `/v1/chat/completions`, which says it in other words.
public record ResponsesRequest(Fields fields, ArrayNode items) {

    /// Members that mean the same under both names.
    private static final Map<String, String> SAME = Map.of(
            "model", "model",
            "temperature", "temperature",
            "top_p", "top_p",
            "max_output_tokens", "max_completion_tokens",
            "top_logprobs", "top_logprobs",
            "metadata", "metadata",
            "seed", "seed",
            "stop", "stop",
            "tool_choice", "tool_choice");

    private static final List<String> UNSUPPORTED = List.of("background", "conversation", "prompt");

    /// @throws ApiException when it refers to something that is not known here any more
    public static ResponsesRequest of(ObjectNode body, ResponseMemory memory) {
        Fields fields = Fields.of(body);
        for (String name : UNSUPPORTED) {
            if (fields.value(name)
                    .filter(value -> !value.isBoolean() || value.booleanValue())
                    .isPresent()) {
                throw ApiException.unsupported(name, name + " is not taken");
            }
        }
        ArrayNode items = Json.array();
        fields.text("previous_response_id").ifPresent(id -> items.addAll(memory.conversation(id)));
        JsonNode input = fields.value("input").orElseThrow(() -> ApiException.wrong("input", "input is missing"));
        if (input.isTextual()) {
            items.addObject().put("role", "user").set("content", input);
        } else {
            fields.objects("input").forEach(item -> items.add(memory.resolve(item)));
        }
        return new ResponsesRequest(fields, items);
    }

    /// What this request added to the conversation.
    public ArrayNode added() {
        int before = items.size()
                - fields.value("input")
                        .filter(JsonNode::isArray)
                        .map(JsonNode::size)
                        .orElse(1);
        ArrayNode added = Json.array();
        for (int i = before; i < items.size(); i++) {
            added.add(items.get(i));
        }
        return added;
    }

    public boolean isToBeKept() {
        return !fields.has("store") || fields.flag("store");
    }

    public Fields asChat() {
        ObjectNode chat = Json.object();
        SAME.forEach((name, other) -> fields.value(name).ifPresent(value -> chat.set(other, value)));
        ArrayNode messages = chat.putArray("messages");
        fields.text("instructions")
                .ifPresent(text -> messages.addObject().put("role", "system").put("content", text));
        items.forEach(item -> message((ObjectNode) item, messages));
        tools().ifPresent(tools -> chat.set("tools", tools));
        fields.object("reasoning")
                .flatMap(reasoning -> reasoning.text("effort"))
                .ifPresent(effort -> chat.put("reasoning_effort", effort));
        fields.object("text").flatMap(text -> text.object("format")).ifPresent(format -> {
            ObjectNode wanted = chat.putObject("response_format").put("type", format.required("type"));
            if (format.required("type").equals("json_schema")) {
                wanted.set("json_schema", format.node());
            }
        });
        return Fields.of(chat);
    }

    private static void message(ObjectNode item, ArrayNode messages) {
        Fields fields = new Fields(item, "input");
        String type = fields.text("type").orElse("message");
        switch (type) {
            case "message" -> {
                ObjectNode message = messages.addObject().put("role", fields.required("role"));
                fields.value("content").ifPresent(content -> message.set("content", content));
            }
            case "function_call" -> {
                ObjectNode call = calls(messages).addObject().put("id", fields.required("call_id"));
                call.put("type", "function")
                        .putObject("function")
                        .put("name", fields.required("name"))
                        .put("arguments", fields.text("arguments").orElse("{}"));
            }
            case "function_call_output" -> {
                ObjectNode result = messages.addObject().put("role", "tool");
                result.put("tool_call_id", fields.required("call_id"));
                fields.value("output").ifPresent(output -> result.set("content", output));
            }
            case "reasoning" -> {}
            default -> throw ApiException.unsupported("input", "an item of type " + type + " is not taken");
        }
    }

    /// Of the message that the call belongs to: what the model said right before, or one without words.
    private static ArrayNode calls(ArrayNode messages) {
        JsonNode last = messages.isEmpty() ? Json.object() : messages.get(messages.size() - 1);
        ObjectNode message =
                last instanceof ObjectNode said && said.path("role").asText().equals("assistant")
                        ? said
                        : messages.addObject().put("role", "assistant");
        return message.withArrayProperty("tool_calls");
    }

    private Optional<ArrayNode> tools() {
        if (!fields.has("tools")) {
            return Optional.empty();
        }
        ArrayNode tools = Json.array();
        for (Fields tool : fields.objects("tools")) {
            switch (tool.required("type")) {
                case "function" -> tools.addObject().put("type", "function").set("function", tool.node());
                // Code is what every model has here.
                case "code_interpreter" -> {}
                case String other ->
                    throw ApiException.unsupported("tools", "tools of type " + other + " are not taken");
            }
        }
        return Optional.of(tools);
    }

    /// The same failure in the words of this request.
    public static ApiException renamed(ApiException failure) {
        return failure.renamed(text -> text.replaceAll("\\bmessages(\\[\\d+])?", "input")
                .replace("response_format", "text.format")
                .replace("max_completion_tokens", "max_output_tokens")
                .replace("reasoning_effort", "reasoning.effort"));
    }
}
