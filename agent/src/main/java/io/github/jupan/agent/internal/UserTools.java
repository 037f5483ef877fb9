package io.github.jupan.agent.internal;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import io.github.jupan.agent.internal.text.ToolNames;
import io.github.jupan.agent.internal.turn.Call;
import io.github.jupan.agent.internal.turn.Stop;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.tools.PythonNames;
import io.github.jupan.tools.PythonTool;
import io.github.jupan.tools.ToolDefinition;
import io.github.jupan.tools.ToolResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The tools of the user's own, for the model to call by name and for Python to call as functions.
public final class UserTools implements ToolNames {

    private final Map<String, ToolDefinition> tools = new LinkedHashMap<>();
    private final Map<String, ToolSpecification> callers = new LinkedHashMap<>();
    private final Map<ToolDefinition, String> pythonNames;

    public UserTools(List<ToolDefinition> definitions) {
        this(definitions, List.of());
    }

    /// @param callers tools that whoever asks calls himself: a turn that wants one of them ends the question
    private UserTools(Iterable<ToolDefinition> definitions, List<ToolSpecification> callers) {
        for (ToolDefinition definition : definitions) {
            if (definition.name().equals(PythonTool.NAME) || tools.put(definition.name(), definition) != null) {
                throw twice(definition.name());
            }
        }
        for (ToolSpecification specification : callers) {
            String name = specification.name();
            if (name.equals(PythonTool.NAME)
                    || tools.containsKey(name)
                    || this.callers.put(name, specification) != null) {
                throw twice(name);
            }
        }
        pythonNames = pythonNames(tools.values());
    }

    /// Tools whose names are fit for Python keep them; the others have what is left.
    private static Map<ToolDefinition, String> pythonNames(Collection<ToolDefinition> tools) {
        PythonNames names = new PythonNames();
        Map<ToolDefinition, String> given = new HashMap<>();
        for (boolean fit : List.of(true, false)) {
            for (ToolDefinition tool : tools) {
                if (PythonNames.isFree(tool.pythonName()) == fit) {
                    given.put(tool, names.take(tool.pythonName()));
                }
            }
        }
        return given;
    }

    private String pythonName(ToolDefinition tool) {
        return Objects.requireNonNull(pythonNames.get(tool));
    }

    private static IllegalArgumentException twice(String name) {
        return new IllegalArgumentException("two tools are named " + name);
    }

    UserTools withCallers(List<ToolSpecification> specifications) {
        return new UserTools(tools.values(), specifications);
    }

    /// These and others.
    UserTools with(List<ToolDefinition> more) {
        if (more.isEmpty()) {
            return this;
        }
        List<ToolDefinition> all = new ArrayList<>(tools.values());
        all.addAll(more);
        return new UserTools(all, List.copyOf(callers.values()));
    }

    boolean isCallers(String name) {
        return callers.containsKey(name);
    }

    boolean hasCallers() {
        return !callers.isEmpty();
    }

    /// A tool of the user's own bears its name, whatever Python is called elsewhere.
    @Override
    public Meaning of(String name) {
        String plain = plain(name);
        if (tools.containsKey(plain) || callers.containsKey(plain)) {
            return Meaning.OTHER_TOOL;
        }
        return PythonTool.isPython(name) ? Meaning.PYTHON : Meaning.NO_TOOL;
    }

    @Override
    public String plain(String name) {
        String plain = name.strip();
        if (tools.containsKey(plain) || callers.containsKey(plain)) {
            return plain;
        }
        int namespace = plain.startsWith("functions.") ? "functions.".length() : 0;
        int number = plain.lastIndexOf(':');
        boolean numbered =
                number > namespace && plain.substring(number + 1).chars().allMatch(Character::isDigit);
        return plain.substring(namespace, numbered ? number : plain.length());
    }

    /// What the model is told: the tool `python` and these.
    List<ToolSpecification> specifications() {
        List<ToolSpecification> all = new ArrayList<>();
        all.add(PythonTool.SPECIFICATION);
        tools.values().forEach(tool -> all.add(tool.specification()));
        all.addAll(callers.values());
        return all;
    }

    /// One line for each function in Python.
    List<String> signatures() {
        return tools.values().stream()
                .map(tool -> PythonFunction.signature(pythonName(tool), tool))
                .toList();
    }

    /// The functions by their names in Python. A failure becomes an exception there.
    Map<String, Binding.Function> functions(ToolWatcher watcher) {
        Map<String, Binding.Function> functions = new LinkedHashMap<>();
        for (ToolDefinition tool : tools.values()) {
            functions.put(
                    pythonName(tool),
                    PythonFunction.of(
                            tool,
                            arguments -> watcher.called(
                                    tool.name(), arguments, () -> tool.tool().call(arguments))));
        }
        return functions;
    }

    /// Makes the calls that come out of Python.
    interface ToolWatcher {
        ToolResult called(String name, String argumentsJson, Supplier<ToolResult> call);
    }

    /// Calls a tool as the model asked; null when a stop was requested before it was done.
    @Nullable
    ToolResult call(Call.Tool request, Stop stop) throws InterruptedException {
        ToolDefinition tool = tools.get(request.name());
        if (tool == null) {
            String names =
                    specifications().stream().map(ToolSpecification::name).collect(Collectors.joining(", "));
            return ToolResult.failed(Prompt.NO_SUCH_TOOL.with(
                    Map.of("name", TextNode.valueOf(request.name()).toString(), "tools", names)));
        }
        String arguments = TypedArguments.of(request.argumentsJson(), tool.specification());
        try {
            return stop.unlessStopped(
                            "jupan-tool-" + tool.name(), () -> tool.tool().call(arguments))
                    .orElse(null);
        } catch (ExecutionException e) {
            return ToolResult.failed(
                    Prompt.TOOL_FAILED.with(Map.of("tool", tool.name(), "cause", String.valueOf(e.getCause()))));
        }
    }
}
