package io.github.jupan.agent.internal.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.internal.text.TextCall.Closing;
import io.github.jupan.agent.internal.text.TextCall.Form;
import io.github.jupan.agent.internal.text.ToolNames.Meaning;
import io.github.jupan.tools.LenientJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the calls in a JSON value that names tools and arguments.
final class WrittenCalls {

    private static final JsonMapper JSON = new JsonMapper();
    private static final List<String> ARGUMENTS =
            List.of("arguments", "parameters", "args", "input", "params", "tool_input");

    private final ToolNames tools;
    private final Closing closing;
    private final List<TextCall> calls = new ArrayList<>();

    private WrittenCalls(ToolNames tools, Closing closing) {
        this.tools = tools;
        this.closing = closing;
    }

    /// The calls; none where the text is something else.
    static List<TextCall> in(String json, ToolNames tools, Closing closing) {
        WrittenCalls found = new WrittenCalls(tools, closing);
        return parse(json).filter(found::take).isPresent() ? found.calls : List.of();
    }

    /// Whether the text is no call but a tool's description, which small models repeat when they are shown one.
    static boolean isDescription(String json) {
        return parse(json).filter(WrittenCalls::isDescription).isPresent();
    }

    private static boolean isDescription(JsonNode value) {
        if (value.isArray()) {
            return !value.isEmpty() && value.valueStream().allMatch(WrittenCalls::isDescription);
        }
        JsonNode function = value.path("function").isObject() ? value.path("function") : value;
        return function.path("parameters").has("properties") && function.has("name");
    }

    private static Optional<JsonNode> parse(String json) {
        try {
            return Optional.of(JSON.readTree(json));
        } catch (JsonProcessingException broken) {
            return LenientJson.read(json, 0) instanceof LenientJson.Reading.Value value
                    ? Optional.of(value.value())
                    : Optional.empty();
        }
    }

    /// Whether the value is made of calls.
    private boolean take(JsonNode value) {
        if (value.isArray()) {
            for (JsonNode each : value) {
                if (!take(each)) {
                    return false;
                }
            }
            return !value.isEmpty();
        }
        return value instanceof ObjectNode object && takeObject(object);
    }

    private boolean takeObject(ObjectNode object) {
        for (String key : ProgramInJson.NAMES) {
            JsonNode name = object.get(key);
            if (name != null && name.isTextual()) {
                return add(name.textValue(), arguments(object, key));
            }
        }
        for (String inner : List.of("function", "tool_calls", "call", "function_call")) {
            JsonNode value = object.get(inner);
            if (value != null && value.isContainerNode()) {
                return take(value);
            }
        }
        if (object.size() == 1) {
            String key = object.fieldNames().next();
            if (tools.of(key) != Meaning.NO_TOOL && object.get(key).isObject()) {
                return add(key, object.get(key));
            }
        }
        boolean program = ProgramInJson.PROGRAMS.stream().anyMatch(object::has);
        return program && add("python", object);
    }

    private static JsonNode arguments(ObjectNode call, String nameKey) {
        for (String key : ARGUMENTS) {
            if (call.has(key)) {
                return call.get(key);
            }
        }
        ObjectNode rest = call.deepCopy();
        rest.remove(List.of(nameKey, "id", "type", "tool_call_id"));
        return rest;
    }

    private boolean add(String name, JsonNode arguments) {
        String text = arguments.isTextual() ? arguments.textValue() : arguments.toString();
        return calls.add(new TextCall(name, text, Form.ARGUMENTS, closing));
    }
}
