package io.github.jupan.server.internal.rpc;

import static io.github.jupan.server.internal.rpc.Param.required;
import static io.github.jupan.server.internal.rpc.SessionMethods.DOCUMENTS;
import static io.github.jupan.server.internal.rpc.SessionMethods.MODE;
import static io.github.jupan.server.internal.rpc.SessionMethods.SESSION;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Question;
import io.github.jupan.server.Session;
import io.github.jupan.server.internal.peer.Call;
import io.github.jupan.server.internal.peer.Calls;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;
import java.util.List;
import java.util.function.Predicate;

/// Asks, and cancels what was asked.
final class AskMethods {

    private AskMethods() {}

    static List<Method> all(Calls calls) {
        return List.of(ask(), cancel(calls), cancelRequest(calls));
    }

    private static Method ask() {
        return new Method(
                "session.ask",
                "Asks a question. Its events come as session.event notifications, its end is the answer.",
                List.of(SESSION, required("text", new Shape.Text(), "the question"), MODE, DOCUMENTS),
                EventShapes.ANSWER,
                Method.Turn.BESIDE,
                (arguments, caller) -> {
                    Session session = caller.sessions().find(arguments.text("session"));
                    Question question = new Question(
                                    arguments.text("text"),
                                    arguments.texts(DOCUMENTS.name()),
                                    SessionMethods.mode(arguments))
                            .withCancellation(caller.cancellation());
                    EventNotifications events = new EventNotifications(session, caller, AgentEvent.Ended.class);
                    session.ask(question, events);
                    return events.answer();
                });
    }

    private static Method cancel(Calls calls) {
        return new Method(
                "session.cancel",
                "Ends the question or run in progress; its own answer says that it was cancelled.",
                List.of(SESSION),
                new Shape.Fields(required("cancelled", new Shape.Flag(), "whether one was in progress")),
                Method.Turn.NOW,
                (arguments, caller) -> {
                    String id = arguments.text("session");
                    caller.sessions().summary(id);
                    return Json.NODES.objectNode().put("cancelled", cancel(calls, each -> each.worksOn(id)));
                });
    }

    /// The name that clients made for the Language Server Protocol send.
    private static Method cancelRequest(Calls calls) {
        return new Method(
                "$/cancelRequest",
                "Ends the question or run that a request of this connection asked for.",
                List.of(required("id", new Shape.Id(), "the request's")),
                new Shape.Fields(required("cancelled", new Shape.Flag(), "true")),
                Method.Turn.NOW,
                (arguments, caller) -> {
                    JsonNode id = arguments.value("id").orElseThrow();
                    if (!cancel(calls, each -> each.peer() == caller.call().peer() && each.hasId(id))) {
                        throw new Failure(
                                ErrorCode.USAGE, "no request of this connection with the id " + id + " is in progress");
                    }
                    return Json.NODES.objectNode().put("cancelled", true);
                });
    }

    private static boolean cancel(Calls calls, Predicate<Call> which) {
        List<Call> cancelled = calls.all().filter(which).filter(Call::cancel).toList();
        return !cancelled.isEmpty();
    }
}
