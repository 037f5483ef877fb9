package io.github.jupan.server;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.UnansweredException;
import io.github.jupan.agent.UseCodeChatModel;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import java.util.List;
import java.util.Map;

/// Requests that belong to no session: each has an interpreter of its own, and nothing of it is kept. They count
/// against the same limits as what sessions do. Safe for use by many threads; had from [Sessions#singleRequests].
public final class SingleRequests {

    /// Makes the document `stdin` what `sys.stdin` and `input()` read, and leaves no name behind.
    private static final String STANDARD_INPUT = """
        def prepare(text):
            import builtins, io, sys
            sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode("utf-8", "surrogatepass")), "utf-8", "surrogatepass")
            def input(prompt="", /):
                print(prompt, end="")
                line = sys.stdin.readline()
                if not line:
                    raise EOFError("EOF when reading a line")
                return line.removesuffix("\\n")
            builtins.input = input
        prepare(documents["stdin"])
        del prepare, documents
        """;

    private final Agents agents;
    private final Sandbox sandbox;
    private final AgentListener listeners;
    private final Admission admission;
    private final Cancellation ending = new Cancellation();

    /// @param listeners hear every run
    SingleRequests(Agents agents, Sandbox sandbox, AgentListener listeners, Admission admission) {
        this.agents = agents;
        this.sandbox = sandbox;
        this.listeners = listeners;
        this.admission = admission;
    }

    /// Runs a snippet.
    ///
    /// @param texts bound in Python as `documents`, by name
    /// @throws RequestException when the server is full or shutting down
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalArgumentException when the texts are larger than the limits allow
    public Execution run(String code, Map<String, String> texts, Limits limits, Cancellation cancellation) {
        return run(List.of(code), texts, limits, cancellation);
    }

    /// Runs a program as a process would: what it reads is `stdin`.
    ///
    /// @throws RequestException as [#run]
    public Execution runProgram(String code, String stdin, Limits limits, Cancellation cancellation) {
        return run(List.of(STANDARD_INPUT, code), Map.of("stdin", stdin), limits, cancellation);
    }

    /// @param snippets one after the other, up to the first that does not come to its end
    private Execution run(List<String> snippets, Map<String, String> texts, Limits limits, Cancellation cancellation) {
        admission.begin();
        try {
            try (Admission.Worker _ = admission.takeWorker(limits);
                    Interpreter interpreter = sandbox.open(limits)) {
                interpreter.bind("documents", new Binding.TextMap(texts));
                for (String before : snippets.subList(0, snippets.size() - 1)) {
                    Execution prepared = interpreter.run(before, (channel, text) -> {}, cancellation);
                    if (!(prepared instanceof Execution.Completed)) {
                        return prepared;
                    }
                }
                String code = snippets.getLast();
                AgentListener heard = listeners.forQuestion();
                heard.onEvent(new AgentEvent.RunStarted(1, code));
                Execution execution = interpreter.run(code, (channel, text) -> {}, cancellation);
                heard.onEvent(new AgentEvent.RunEnded(1, execution));
                return execution;
            }
        } finally {
            admission.end();
        }
    }

    /// Answers a request whose messages are the conversation: the client keeps it.
    ///
    /// @param options of which the mode does not matter: the model may use code
    /// @param listener hears every event, besides those of [Sessions#addListener]
    /// @throws RequestException when the model cannot be opened, or the server is full or shutting down
    /// @throws io.github.jupan.agent.UnansweredException when the question ended without an answer
    /// @throws io.github.jupan.agent.ModelException when the model cannot be reached or refuses
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalArgumentException when the documents are larger than the limits allow, or two tools share a
    ///     name
    public ChatResponse answer(
            SessionOptions options, ChatRequest request, AgentListener listener, Cancellation cancellation) {
        admission.begin();
        try {
            UseCodeChatModel model = new UseCodeChatModel(agents.of(options).agent());
            try (Admission.Worker _ = admission.takeWorker(options.limits());
                    var _ = ending.onCancel(cancellation::cancel)) {
                return model.chat(request, listener, cancellation);
            } catch (UnansweredException unanswered) {
                if (unanswered.outcome() instanceof Outcome.Cancelled) {
                    admission.refuseWhenClosing();
                }
                throw unanswered;
            }
        } finally {
            admission.end();
        }
    }

    /// Cancels every question that goes on, and those to come.
    void cancel() {
        ending.cancel();
    }
}
