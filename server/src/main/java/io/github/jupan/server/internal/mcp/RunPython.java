package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.EventJson;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.tools.PythonResult;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `run_python`: a program of the client's model, in a session whose variables and documents last.
record RunPython(Client client, DocumentResources documents) implements Tool {

    @Override
    public String name() {
        return "run_python";
    }

    @Override
    public CallToolResult call(Arguments arguments, Call call, Progress progress) {
        NamedSession named = client.session(arguments.session(), Optional.empty());
        Map<String, String> texts = arguments.textsByName("texts");
        String code = arguments.text("code");
        return call.at(named, session -> {
            if (!texts.isEmpty()) {
                session.bind(texts);
                documents.refresh(named);
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

    /// As in the event `run`, without what says which event it is.
    private static ObjectNode structured(Execution execution) {
        return EventJson.of(new AgentEvent.RunEnded(1, execution)).without(List.of("type", "run"));
    }
}
