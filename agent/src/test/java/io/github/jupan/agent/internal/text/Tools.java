package io.github.jupan.agent.internal.text;

import io.github.jupan.tools.PythonTool;

/// The tool `python`, and `weather` besides.
final class Tools implements ToolNames {

    @Override
    public Meaning of(String name) {
        return plain(name).equals("weather")
                ? Meaning.OTHER_TOOL
                : PythonTool.isPython(name) ? Meaning.PYTHON : Meaning.NO_TOOL;
    }

    @Override
    public String plain(String name) {
        return name.strip().replaceAll("^functions\\.|:\\d+$", "");
    }
}
