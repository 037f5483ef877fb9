package io.github.jupan.agent.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.tools.PythonNames;
import io.github.jupan.tools.Tool;
import io.github.jupan.tools.ToolDefinition;
import io.github.jupan.tools.ToolResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A tool as a function in Python.
final class PythonFunction {

    private static final JsonMapper JSON = new JsonMapper();

    private PythonFunction() {}

    static Binding.Function of(ToolDefinition tool, Tool call) {
        Map<String, String> parameters = parameters(tool);
        return new Binding.Function(List.copyOf(parameters.keySet()), documentation(tool), arguments -> {
            ToolResult result = call.call(named(arguments, parameters));
            if (result.status() == ToolResult.Status.FAILED) {
                throw new IllegalStateException(result.text());
            }
            return result.form() == ToolResult.Form.JSON
                    ? result.text()
                    : TextNode.valueOf(result.text()).toString();
        });
    }

    /// Such as `` - `weather(city: str, days: int = ...)`: the weather ``.
    ///
    /// @param name what Python calls it
    static String signature(String name, ToolDefinition tool) {
        JsonObjectSchema schema = tool.specification().parameters();
        List<String> parameters = new ArrayList<>();
        parameters(tool)
                .forEach((python, own) -> parameters.add(
                        python + type(schema.properties().get(own)) + (isRequired(schema, own) ? "" : " = ...")));
        String documentation = documentation(tool).replaceAll("\\s+", " ").strip();
        String head = "- `" + name + "(" + String.join(", ", parameters) + ")`";
        return documentation.isEmpty() ? head : head + ": " + documentation;
    }

    /// Its parameters by their names in Python, those that must be given first, as Python wants them.
    private static Map<String, String> parameters(ToolDefinition tool) {
        JsonObjectSchema schema = tool.specification().parameters();
        if (schema == null) {
            return Map.of();
        }
        List<String> names = new ArrayList<>(schema.properties().keySet());
        names.sort(Comparator.comparing(name -> !isRequired(schema, name)));
        return PythonNames.parameters(names);
    }

    private static boolean isRequired(JsonObjectSchema schema, String name) {
        return schema.required() != null && schema.required().contains(name);
    }

    /// The arguments by their own names.
    private static String named(String argumentsJson, Map<String, String> parameters) throws JsonProcessingException {
        if (parameters.entrySet().stream().allMatch(each -> each.getKey().equals(each.getValue()))) {
            return argumentsJson;
        }
        ObjectNode named = JSON.createObjectNode();
        JSON.readTree(argumentsJson)
                .properties()
                .forEach(each -> named.set(parameters.getOrDefault(each.getKey(), each.getKey()), each.getValue()));
        return named.toString();
    }

    private static String documentation(ToolDefinition tool) {
        String description = tool.specification().description();
        return description == null ? "" : description;
    }

    private static String type(@Nullable JsonSchemaElement element) {
        return switch (element) {
            case JsonStringSchema text -> ": str";
            case JsonEnumSchema choice -> ": str";
            case JsonIntegerSchema number -> ": int";
            case JsonNumberSchema number -> ": float";
            case JsonBooleanSchema truth -> ": bool";
            case JsonArraySchema array -> ": list";
            case JsonObjectSchema object -> ": dict";
            case null, default -> "";
        };
    }
}
