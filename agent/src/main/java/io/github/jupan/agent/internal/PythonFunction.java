package io.github.jupan.agent.internal;

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
import io.github.jupan.tools.Tool;
import io.github.jupan.tools.ToolDefinition;
import io.github.jupan.tools.ToolResult;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tool as a function in Python.
final class PythonFunction {

    private PythonFunction() {}

    /// The tool's name, with `_` for what a Python identifier cannot hold, and behind a keyword.
    static String name(ToolDefinition tool) {
        String name = Normalizer.normalize(tool.name(), Normalizer.Form.NFKC).replaceAll("[^\\p{L}\\p{Nd}_]", "_");
        String beginning = Character.isDigit(name.charAt(0)) ? "_" + name : name;
        return Binding.isName(beginning) ? beginning : beginning + "_";
    }

    static Binding.Function of(ToolDefinition tool, Tool call) {
        return new Binding.Function(parameters(tool), documentation(tool), arguments -> {
            ToolResult result = call.call(arguments);
            if (result.status() == ToolResult.Status.FAILED) {
                throw new IllegalStateException(result.text());
            }
            return result.form() == ToolResult.Form.JSON
                    ? result.text()
                    : TextNode.valueOf(result.text()).toString();
        });
    }

    /// Such as `` - `weather(city: str, days: int = ...)`: the weather ``.
    static String signature(ToolDefinition tool) {
        JsonObjectSchema schema = tool.specification().parameters();
        List<String> parameters = new ArrayList<>();
        for (String name : parameters(tool)) {
            boolean required = schema.required() != null && schema.required().contains(name);
            parameters.add(name + type(schema.properties().get(name)) + (required ? "" : " = ..."));
        }
        String documentation = documentation(tool).replaceAll("\\s+", " ").strip();
        String head = "- `" + name(tool) + "(" + String.join(", ", parameters) + ")`";
        return documentation.isEmpty() ? head : head + ": " + documentation;
    }

    private static List<String> parameters(ToolDefinition tool) {
        JsonObjectSchema schema = tool.specification().parameters();
        return schema == null ? List.of() : List.copyOf(schema.properties().keySet());
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
