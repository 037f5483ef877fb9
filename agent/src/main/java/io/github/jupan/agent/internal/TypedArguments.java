package io.github.jupan.agent.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Arguments as a tool's schema wants them: models that write theirs in tags write each as text, and others put
/// numbers into quotes.
final class TypedArguments {

    private static final JsonMapper JSON = new JsonMapper();

    private TypedArguments() {}

    static String of(String argumentsJson, ToolSpecification tool) {
        JsonObjectSchema schema = tool.parameters();
        if (schema == null || !argumentsJson.contains("\"")) {
            return argumentsJson;
        }
        try {
            if (JSON.readTree(argumentsJson) instanceof ObjectNode arguments) {
                boolean changed = false;
                for (Map.Entry<String, JsonSchemaElement> each :
                        schema.properties().entrySet()) {
                    JsonNode typed = typed(arguments.get(each.getKey()), each.getValue());
                    if (typed != null) {
                        arguments.set(each.getKey(), typed);
                        changed = true;
                    }
                }
                return changed ? arguments.toString() : argumentsJson;
            }
        } catch (JsonProcessingException broken) {
            // The tool itself says what it makes of them.
        }
        return argumentsJson;
    }

    /// The value in a text, where the schema wants no text; null where it stays as it is.
    private static @Nullable JsonNode typed(@Nullable JsonNode value, JsonSchemaElement schema)
            throws JsonProcessingException {
        if (value == null || !value.isTextual()) {
            return null;
        }
        String text = value.textValue().strip();
        boolean wanted = switch (schema) {
            case JsonIntegerSchema _, JsonNumberSchema _ -> text.matches("[+-]?[0-9.]{1,30}([eE][+-]?[0-9]{1,3})?");
            case JsonBooleanSchema _ -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
            case JsonArraySchema _ -> text.startsWith("[");
            case JsonObjectSchema _ -> text.startsWith("{");
            default -> false;
        };
        return wanted
                ? JSON.readTree(schema instanceof JsonBooleanSchema ? text.toLowerCase(java.util.Locale.ROOT) : text)
                : null;
    }
}
