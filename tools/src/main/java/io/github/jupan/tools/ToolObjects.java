package io.github.jupan.tools;

import java.util.List;

/// Adapts objects with LangChain4j's `@Tool` methods.
public final class ToolObjects {

    private ToolObjects() {}

    public static List<ToolDefinition> of(Object... objects) {
        return List.of();
    }
}
