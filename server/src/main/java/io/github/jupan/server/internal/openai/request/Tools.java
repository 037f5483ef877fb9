package io.github.jupan.server.internal.openai.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The client's own tools, and which of them may be called.
///
/// @param specifications those that may
/// @param choice null where the model chooses
record Tools(
        List<ToolSpecification> specifications, @Nullable ToolChoice choice) {

    /// What LangChain4j's form of an object's schema holds; the rest at its root are notes.
    private static final Set<String> KEPT =
            Set.of("type", "description", "properties", "required", "additionalProperties", "$defs");

    static Tools of(Fields request) {
        List<ToolSpecification> all = new ArrayList<>();
        for (Fields tool : request.objects("tools")) {
            if (!tool.required("type").equals("function")) {
                throw ApiException.unsupported(tool.path("type"), "only tools of type function are taken");
            }
            all.add(specification(tool.object("function")
                    .orElseThrow(
                            () -> ApiException.wrong(tool.path("function"), tool.path("function") + " is missing"))));
        }
        return chosen(all, request);
    }

    private static Tools chosen(List<ToolSpecification> all, Fields request) {
        String param = request.path("tool_choice");
        if (!request.has("tool_choice")) {
            return new Tools(all, null);
        }
        if (request.value("tool_choice").orElseThrow().isTextual()) {
            String choice = request.required("tool_choice");
            return switch (choice) {
                case "auto" -> new Tools(all, null);
                // The model may use code all the same.
                case "none" -> new Tools(List.of(), null);
                case "required" -> {
                    if (all.isEmpty()) {
                        throw ApiException.wrong(param, "tool_choice is required, and there are no tools");
                    }
                    yield new Tools(all, ToolChoice.REQUIRED);
                }
                default -> throw ApiException.wrong(param, "there is no tool_choice " + choice);
            };
        }
        Fields named = request.object("tool_choice").orElseThrow();
        String name = named.object("function")
                .orElse(named)
                .text("name")
                .orElseThrow(() -> ApiException.unsupported(param, "this tool_choice is not taken"));
        List<ToolSpecification> one =
                all.stream().filter(tool -> tool.name().equals(name)).toList();
        if (one.isEmpty()) {
            throw ApiException.wrong(param, "there is no tool " + name);
        }
        return new Tools(one, ToolChoice.REQUIRED);
    }

    private static ToolSpecification specification(Fields function) {
        ObjectNode json = Json.object().put("name", function.required("name"));
        function.text("description").ifPresent(text -> json.put("description", text));
        function.object("parameters").ifPresent(schema -> json.set("parameters", object(schema.node())));
        if (function.flag("strict")) {
            json.put("strict", true);
        }
        try {
            return ToolSpecification.fromJson(Json.text(json));
        } catch (IllegalArgumentException wrong) {
            throw ApiException.wrong(function.path("parameters"), "this schema is not taken: " + wrong.getMessage());
        }
    }

    private static ObjectNode object(ObjectNode schema) {
        ObjectNode kept = Json.object().put("type", "object");
        ObjectNode root = schema.has("definitions") ? withDefs(schema) : schema;
        root.properties().forEach(each -> {
            if (KEPT.contains(each.getKey()) && !each.getValue().isNull()) {
                kept.set(each.getKey(), each.getValue());
            }
        });
        if (kept.path("additionalProperties").isObject()) {
            kept.remove("additionalProperties");
        }
        return kept;
    }

    /// An older draft's word for the same.
    private static ObjectNode withDefs(ObjectNode schema) {
        ObjectNode renamed = Json.read(
                Json.text(schema).replace("\"#/definitions/", "\"#/$defs/").getBytes(StandardCharsets.UTF_8));
        renamed.set("$defs", renamed.remove("definitions"));
        return renamed;
    }

    /// What form the answer is to have.
    static Optional<ResponseFormat> format(Fields request) {
        return request.object("response_format").flatMap(format -> switch (format.required("type")) {
            case "text" -> Optional.empty();
            case "json_object" -> Optional.of(ResponseFormat.JSON);
            case "json_schema" ->
                Optional.of(schema(format.object("json_schema")
                        .orElseThrow(() -> ApiException.wrong(
                                format.path("json_schema"), format.path("json_schema") + " is missing"))));
            case String other ->
                throw ApiException.unsupported(format.path("type"), "there is no response_format " + other);
        });
    }

    private static ResponseFormat schema(Fields given) {
        Fields schema = given.object("schema")
                .orElseThrow(() -> ApiException.wrong(given.path("schema"), given.path("schema") + " is missing"));
        ObjectNode tool = Json.object().put("name", given.text("name").orElse("answer"));
        tool.set("parameters", object(schema.node()));
        try {
            JsonObjectSchema root = ToolSpecification.fromJson(Json.text(tool)).parameters();
            return ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(JsonSchema.builder()
                            .name(given.text("name").orElse("answer"))
                            .rootElement(root)
                            .build())
                    .build();
        } catch (IllegalArgumentException wrong) {
            throw ApiException.wrong(given.path("schema"), "this schema is not taken: " + wrong.getMessage());
        }
    }
}
