package io.github.jupan.server.internal.rpc;

import static io.github.jupan.server.internal.rpc.Param.optional;
import static io.github.jupan.server.internal.rpc.Param.required;
import static io.github.jupan.server.internal.rpc.SessionMethods.DOCUMENTS;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.EventJson;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.server.Session;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import java.util.List;
import java.util.Map;

/// Runs a client's own code.
final class SandboxMethods {

    private SandboxMethods() {}

    static List<Method> all(Sessions sessions) {
        return List.of(run(sessions));
    }

    private static Method run(Sessions sessions) {
        return new Method(
                "sandbox.run",
                "Runs Python: in a session, with its variables and documents, or alone in a fresh interpreter.",
                List.of(
                        required("code", new Shape.Text(), "the code, run exactly as it is"),
                        optional("session", new Shape.Text(), "where to run it; its events come as notifications"),
                        DOCUMENTS,
                        RunBounds.PARAM),
                EventShapes.RUN_ENDED,
                Method.Turn.BESIDE,
                (arguments, caller) -> arguments
                        .optionalText("session")
                        .map(id -> inSession(caller.sessions().find(id), arguments, caller))
                        .orElseGet(() -> alone(sessions, arguments, caller)));
    }

    private static JsonNode inSession(Session session, Arguments arguments, Caller caller) {
        if (arguments.value(RunBounds.PARAM.name()).isPresent()) {
            throw new Failure(ErrorCode.USAGE, "a session keeps its limits; give them to session.open");
        }
        Map<String, String> documents = arguments.texts(DOCUMENTS.name());
        if (!documents.isEmpty()) {
            session.bind(documents);
        }
        EventNotifications events = new EventNotifications(session, caller, AgentEvent.RunEnded.class);
        session.run(arguments.text("code"), events, caller.cancellation());
        return events.answer();
    }

    private static JsonNode alone(Sessions sessions, Arguments arguments, Caller caller) {
        Execution execution = sessions.singleRequests()
                .run(
                        arguments.text("code"),
                        arguments.texts(DOCUMENTS.name()),
                        RunBounds.of(arguments, sessions.models().usual().limits()),
                        caller.cancellation());
        return EventJson.of(new AgentEvent.RunEnded(1, execution));
    }
}
