package io.github.jupan.tools;

import dev.langchain4j.agent.tool.ToolSpecification;

/// A tool with the name, description and parameters that a model is told.
public record ToolDefinition(ToolSpecification specification, Tool tool) {

    public String name() {
        return specification.name();
    }
}
