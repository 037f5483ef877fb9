package io.github.jupan.tools;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.tools.internal.arguments.PythonArguments;
import io.github.jupan.tools.internal.arguments.PythonCalled;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The tool `python`: runs code in an interpreter whose variables last, after checking what the code copied from the
/// conversation. One call at a time, as with the [Interpreter] itself.
public final class PythonTool implements Tool {

    /// The name that a model calls.
    public static final String NAME = "python";

    /// What a model is told.
    public static final ToolSpecification SPECIFICATION = ToolSpecification.builder()
            .name(NAME)
            .description(Prompt.PYTHON_TOOL.text())
            .parameters(JsonObjectSchema.builder()
                    .addStringProperty("code", Prompt.PYTHON_TOOL_CODE.text())
                    .required("code")
                    .build())
            .build();

    private final Interpreter interpreter;
    private final Supplier<? extends Collection<String>> conversation;
    private final CopyCheck copyCheck = new CopyCheck();

    /// @param conversation what the user wrote so far, asked for at each call
    public PythonTool(Interpreter interpreter, Supplier<? extends Collection<String>> conversation) {
        this.interpreter = interpreter;
        this.conversation = conversation;
    }

    @Override
    public ToolResult call(String argumentsJson) {
        Optional<String> code = code(argumentsJson);
        if (code.isEmpty()) {
            return ToolResult.failed(badArguments());
        }
        Optional<CodeRepair> repair = CodeRepair.needed(code.get(), interpreter);
        String program = repair.map(CodeRepair::code).orElse(code.get());
        Cancellation nobodyCancels = new Cancellation();
        copyCheck.take(List.copyOf(conversation.get()), nobodyCancels);
        List<CopyWarning> warnings = copyCheck.check(program, List.of(NAME), nobodyCancels);
        Execution execution = interpreter.run(program, (channel, text) -> {}, nobodyCancels);
        String text = repair.map(CodeRepair::note).orElse("") + PythonResult.text(execution, warnings);
        return execution instanceof Execution.Completed ? ToolResult.ok(text) : ToolResult.failed(text);
    }

    /// The program in a call's arguments, in whatever form a model writes them; empty when they hold none.
    ///
    /// Arguments as [#SPECIFICATION] has them give their `code` exactly, but for a Markdown fence around all of it.
    /// Others are read with patience: other names, lists of lines, JSON within JSON, broken JSON, code alone.
    /// The program may still be damaged: see [CodeRepair].
    public static Optional<String> code(String arguments) {
        return PythonArguments.program(arguments);
    }

    /// Whether a model that calls this name means the tool `python`: `functions.python`, `code_interpreter`,
    /// `python<|channel|>commentary` and so on. A tool of the user's may bear such a name: look there first.
    public static boolean isPython(String name) {
        return PythonCalled.by(name);
    }

    /// What to tell a model whose arguments hold no program.
    public static String badArguments() {
        return Prompt.PYTHON_ARGUMENTS.text();
    }
}
