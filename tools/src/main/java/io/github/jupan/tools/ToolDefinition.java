package io.github.jupan.tools;

import dev.langchain4j.agent.tool.ToolSpecification;

/// A tool with the name, description and parameters that a model is told.
///
/// @param pythonName the name that Python is to call it by, as far as it can: where it is no identifier, or means
///     something else there, one like it is taken
public record ToolDefinition(ToolSpecification specification, Tool tool, String pythonName) {

    public ToolDefinition(ToolSpecification specification, Tool tool) {
        this(specification, tool, specification.name());
    }

    public String name() {
        return specification.name();
    }
}
