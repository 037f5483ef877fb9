package io.github.jupan.tools;

/// Something a model may call by name. Calls may come from several threads.
@FunctionalInterface
public interface Tool {

    /// Failure is a result too: its text is written for the model.
    ///
    /// @param argumentsJson a JSON object, as the model wrote it
    ToolResult call(String argumentsJson);
}
