package io.github.jupan.tools;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolMemoryId;
import dev.langchain4j.agent.tool.ToolSpecifications;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Adapts objects with LangChain4j's `@Tool` methods, public or not: their own, inherited ones, and those of
/// interfaces. A method that overrides such a one is one too, so that a proxy has its original's tools.
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
            List<Method> methods = methods(object.getClass());
            if (methods.isEmpty()) {
                throw new IllegalArgumentException(object.getClass().getName() + " has no method with @Tool");
            }
            methods.forEach(method -> tools.add(definition(object, method)));
        }
        ToolSpecifications.validateSpecifications(
                tools.stream().map(ToolDefinition::specification).toList());
        return List.copyOf(tools);
    }

    /// Calling a method of a type's calls what overrides it.
    private static List<Method> methods(Class<?> type) {
        Map<Signature, Method> tools = new HashMap<>();
        Set<Signature> bridged = new HashSet<>();
        for (Class<?> each : types(type)) {
            for (Method method : each.getDeclaredMethods()) {
                Signature signature = new Signature(method.getName(), List.of(method.getParameterTypes()));
                if (method.isBridge()) {
                    bridged.add(signature);
                } else if (method.isAnnotationPresent(Tool.class) && !bridged.contains(signature)) {
                    tools.putIfAbsent(signature, method);
                }
            }
        }
        return tools.values().stream()
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    private record Signature(String name, List<Class<?>> parameters) {}

    /// A class, those that it extends, and all their interfaces: what is nearer comes first.
    private static Set<Class<?>> types(Class<?> type) {
        Set<Class<?>> types = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            types.add(each);
        }
        List<Class<?>> open = new ArrayList<>(types);
        for (int i = 0; i < open.size(); i++) {
            open.addAll(List.of(open.get(i).getInterfaces()));
        }
        types.addAll(open);
        return types;
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
