package io.github.jupan.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.ToolSpecification;
import io.github.jupan.prompts.Prompt;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Calls a method with arguments from JSON.
final class MethodTool implements Tool {

    private static final JsonMapper JSON = JsonMapper.builder()
            .findAndAddModules()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    /// A parameter as the model knows it.
    private record Argument(
            String name,
            JavaType type,
            boolean required,
            @Nullable String defaultValue) {}

    private final Object object;
    private final Method method;
    private final String name;
    private final List<Argument> arguments;

    private MethodTool(Object object, Method method, String name, List<Argument> arguments) {
        this.object = object;
        this.method = method;
        this.name = name;
        this.arguments = arguments;
    }

    static MethodTool of(Object object, Method method, ToolSpecification specification) {
        method.setAccessible(true);
        Parameter[] parameters = method.getParameters();
        // The specification has one property for each parameter, in their order.
        var schema = specification.parameters();
        List<String> names =
                schema == null ? List.of() : List.copyOf(schema.properties().keySet());
        if (names.size() != parameters.length) {
            throw new IllegalArgumentException("the tool " + method + " has a parameter that a model cannot give");
        }
        List<Argument> arguments = new ArrayList<>();
        for (int i = 0; i < parameters.length; i++) {
            P given = parameters[i].getAnnotation(P.class);
            String defaultValue =
                    given == null || given.defaultValue().equals(P.NO_DEFAULT) ? null : given.defaultValue();
            boolean required =
                    defaultValue == null && schema != null && schema.required().contains(names.get(i));
            JavaType type = JSON.constructType(parameters[i].getParameterizedType());
            arguments.add(new Argument(names.get(i), type, required, defaultValue));
        }
        return new MethodTool(object, method, specification.name(), List.copyOf(arguments));
    }

    @Override
    public ToolResult call(String argumentsJson) {
        @Nullable Object[] values;
        try {
            values = values(argumentsJson);
        } catch (BadArguments e) {
            return ToolResult.failed(Prompt.TOOL_ARGUMENTS.with(
                    Map.of("tool", name, "problem", String.valueOf(e.getMessage()), "expected", expected())));
        }
        try {
            return result(method.invoke(object, values));
        } catch (InvocationTargetException e) {
            Throwable thrown = Objects.requireNonNull(e.getCause());
            // What a proxy may not throw itself, it wraps.
            Throwable cause = thrown instanceof UndeclaredThrowableException && thrown.getCause() != null
                    ? thrown.getCause()
                    : thrown;
            String what = Objects.requireNonNullElse(
                    cause.getMessage(), cause.getClass().getSimpleName());
            return ToolResult.failed(Prompt.TOOL_FAILED.with(Map.of("tool", name, "cause", what)));
        } catch (IllegalAccessException | JsonProcessingException e) {
            return ToolResult.failed(
                    Prompt.TOOL_UNUSABLE.with(Map.of("tool", name, "cause", String.valueOf(e.getMessage()))));
        }
    }

    private ToolResult result(@Nullable Object value) throws JsonProcessingException {
        if (method.getReturnType() == void.class) {
            return ToolResult.ok("ok");
        }
        return value instanceof String text ? ToolResult.ok(text) : ToolResult.json(JSON.writeValueAsString(value));
    }

    private @Nullable Object[] values(String argumentsJson) throws BadArguments {
        ObjectNode given = object(argumentsJson);
        Set<String> unknown = new LinkedHashSet<>();
        given.fieldNames().forEachRemaining(unknown::add);
        arguments.forEach(argument -> unknown.remove(argument.name()));
        if (!unknown.isEmpty()) {
            throw new BadArguments("there is no " + String.join(", ", unknown));
        }
        @Nullable Object[] values = new @Nullable Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(arguments.get(i), given.get(arguments.get(i).name()));
        }
        return values;
    }

    private static ObjectNode object(String json) throws BadArguments {
        try {
            if (JSON.readTree(json) instanceof ObjectNode node) {
                return node;
            }
            throw new BadArguments("they are not a JSON object");
        } catch (JsonProcessingException e) {
            throw new BadArguments("they are not JSON: " + e.getOriginalMessage());
        }
    }

    private static @Nullable Object value(Argument argument, @Nullable JsonNode given) throws BadArguments {
        try {
            if (given != null && !given.isNull()) {
                return JSON.convertValue(given, argument.type());
            }
            if (argument.defaultValue() != null) {
                return JSON.convertValue(defaultValue(argument.defaultValue(), argument.type()), argument.type());
            }
        } catch (IllegalArgumentException e) {
            throw new BadArguments(argument.name() + " must be "
                    + argument.type().getRawClass().getSimpleName() + ", not "
                    + (given == null ? argument.defaultValue() : given));
        }
        if (argument.required() || argument.type().isPrimitive()) {
            throw new BadArguments(argument.name() + " is missing");
        }
        return null;
    }

    /// JSON where it is some, and otherwise a text, which is also how an enum's constant reads.
    private static JsonNode defaultValue(String written, JavaType type) {
        if (!type.hasRawClass(String.class)) {
            try {
                return JSON.readTree(written);
            } catch (JsonProcessingException noJson) {
                return TextNode.valueOf(written);
            }
        }
        return TextNode.valueOf(written);
    }

    private String expected() {
        if (arguments.isEmpty()) {
            return "no arguments: {}";
        }
        List<String> each = arguments.stream()
                .map(argument -> argument.name() + " ("
                        + argument.type().getRawClass().getSimpleName() + (argument.required() ? ")" : ", optional)"))
                .toList();
        return "a JSON object with " + String.join(", ", each);
    }

    private static final class BadArguments extends Exception {
        private static final long serialVersionUID = 1L;

        private BadArguments(String message) {
            super(message);
        }
    }
}
