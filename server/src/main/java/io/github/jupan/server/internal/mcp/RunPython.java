package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.EventJson;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.server.Permission;
import io.github.jupan.server.Session;
import io.github.jupan.tools.PythonResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `run_python`: a program of the client's model, in a session whose variables and documents last.
record RunPython() implements Tool {

    @Override
    public String name() {
        return "run_python";
    }

    @Override
    public boolean takesTurns() {
        return true;
    }

    @Override
    public Set<String> needs(Permission permission) {
        return Consent.needs(permission);
    }

    @Override
    public ObjectNode call(ToolCall call) {
        Map<String, String> texts = call.arguments().textsByName("texts");
        String code = call.arguments().text("code");
        Progress progress = call.progress();
        return call.inSession(Optional.empty(), consent -> consent.program(call, code), named -> {
            Session session = named.session();
            if (!texts.isEmpty()) {
                session.bind(call.arguments().isTrue("append") ? appended(session.documents(), texts) : texts);
            }
            Execution execution = session.run(
                    code,
                    event -> {
                        // The client wrote the code itself.
                        if (!(event instanceof AgentEvent.RunStarted)) {
                            progress.onEvent(event);
                        }
                    },
                    call.cancellation());
            return Tool.result(
                    !(execution instanceof Execution.Completed),
                    PythonResult.text(execution, List.of()),
                    structured(execution));
        });
    }

    private static Map<String, String> appended(Map<String, String> documents, Map<String, String> texts) {
        Map<String, String> whole = new LinkedHashMap<>();
        texts.forEach((name, text) -> whole.put(name, documents.getOrDefault(name, "") + text));
        return whole;
    }

    /// As in the event `run`, without what says which event it is.
    private static ObjectNode structured(Execution execution) {
        return EventJson.of(new AgentEvent.RunEnded(1, execution)).without(List.of("type", "run"));
    }
}
