package io.github.jupan.tools;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.agent.tool.ToolSpecifications;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Adapts objects with LangChain4j's `@Tool` methods, public or not.
///
/// A method's result becomes the tool's: a `String` as it is, nothing as `ok`, anything else as JSON. What a method
/// throws becomes a failed result for the model.
public final class ToolObjects {

    private ToolObjects() {}

    /// @throws IllegalArgumentException when an object has no `@Tool` method, when two tools have one name, or when a
    ///     method wants a `@ToolMemoryId`, which only LangChain4j's AI services have
    public static List<ToolDefinition> of(Object... objects) {
        List<ToolDefinition> tools = new ArrayList<>();
        for (Object object : objects) {
            List<Method> methods = Arrays.stream(object.getClass().getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(Tool.class) && !method.isBridge())
                    .sorted(Comparator.comparing(Method::getName))
                    .toList();
            if (methods.isEmpty()) {
                throw new IllegalArgumentException(object.getClass().getName() + " has no method with @Tool");
            }
            methods.forEach(method -> tools.add(definition(object, method)));
        }
        ToolSpecifications.validateSpecifications(
                tools.stream().map(ToolDefinition::specification).toList());
        return List.copyOf(tools);
    }

    private static ToolDefinition definition(Object object, Method method) {
        for (Parameter parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(ToolMemoryId.class)) {
                throw new IllegalArgumentException(
                        "the tool " + method + " wants a @ToolMemoryId, and there is none here");
            }
        }
        var specification = ToolSpecifications.toolSpecificationFrom(method);
        return new ToolDefinition(specification, MethodTool.of(object, method, specification));
    }
}
