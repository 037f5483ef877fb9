package io.github.jupan.agent.internal.text;

/// The tools that there are, by the names that a model may give them.
public interface ToolNames {

    /// What a name stands for.
    enum Meaning {
        PYTHON,
        OTHER_TOOL,
        NO_TOOL
    }

    Meaning of(String name);

    /// The name that a tool bears, for one under which models call it: `functions.weather:0` is `weather`.
    String plain(String name);
}
