package io.github.jupan.tools;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.code.CodeExecutionEngine;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.util.List;
import java.util.Optional;

/// Runs Python in the sandbox for LangChain4j: as a [CodeExecutionEngine], or as an object for `AiServices.tools`.
///
/// Each call has an interpreter of its own, as LangChain4j's engines have, so that nothing of one user's reaches
/// another's. Safe for use by many threads.
public final class PythonExecutionEngine implements CodeExecutionEngine, AutoCloseable {

    private final Sandbox sandbox;
    private final Limits limits;
    private final boolean ownsSandbox;

    /// With a [WorkerSandbox] of its own and [Limits#DEFAULT].
    public PythonExecutionEngine() {
        sandbox = new WorkerSandbox();
        limits = Limits.DEFAULT;
        ownsSandbox = true;
    }

    /// The caller keeps the sandbox and closes it.
    public PythonExecutionEngine(Sandbox sandbox, Limits limits) {
        this.sandbox = sandbox;
        this.limits = limits;
        ownsSandbox = false;
    }

    /// What was printed, then the value of the last expression or what went wrong, written for a model; never empty.
    /// Code that compiles only after a [CodeRepair] runs repaired, and the first line says so.
    ///
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    @Override
    @Tool(
            name = PythonTool.NAME,
            value = "Runs Python and gives back what it printed and the value of its last expression. Use it for"
                    + " whatever has to be exact: counting, spelling, sorting, arithmetic, statistics, dates. Every"
                    + " call begins anew: no variables last.")
    public String execute(@P("The program.") String code) {
        try (Interpreter interpreter = sandbox.open(limits)) {
            Optional<CodeRepair> repair = CodeRepair.needed(code, interpreter);
            String program = repair.map(CodeRepair::code).orElse(code);
            String text =
                    PythonResult.text(interpreter.run(program, (channel, piece) -> {}, new Cancellation()), List.of());
            return repair.map(CodeRepair::note).orElse("") + text;
        }
    }

    /// Ends the sandbox, when it is the engine's own.
    @Override
    public void close() {
        if (ownsSandbox) {
            sandbox.close();
        }
    }
}
