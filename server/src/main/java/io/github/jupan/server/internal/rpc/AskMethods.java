package io.github.jupan.server.internal.rpc;

import static io.github.jupan.server.internal.rpc.Param.required;
import static io.github.jupan.server.internal.rpc.SessionMethods.DOCUMENTS;
import static io.github.jupan.server.internal.rpc.SessionMethods.MODE;
import static io.github.jupan.server.internal.rpc.SessionMethods.SESSION;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Question;
import io.github.jupan.server.Session;
import java.util.List;
import java.util.function.Predicate;

/// Asks, and cancels what was asked.
final class AskMethods {

    private AskMethods() {}

    static List<Method> all(Service service) {
        return List.of(ask(), cancel(service), cancelRequest(service));
    }

    private static Method ask() {
        return new Method(
                "session.ask",
                "Asks a question. Its events come as session.event notifications, its end is the answer.",
                List.of(SESSION, required("text", new Shape.Text(), "the question"), MODE, DOCUMENTS),
                new Shape.Any(),
                Method.Pace.CONCURRENT,
                (arguments, call) -> {
                    Session session = call.sessions().find(arguments.text("session"));
                    Question question = new Question(
                                    arguments.text("text"),
                                    arguments.texts(DOCUMENTS.name()),
                                    SessionMethods.mode(arguments))
                            .withCancellation(call.cancellation());
                    EventNotifications events = new EventNotifications(session, call, AgentEvent.Ended.class);
                    session.ask(question, events);
                    return events.answer();
                });
    }

    private static Method cancel(Service service) {
        return new Method(
                "session.cancel",
                "Ends the question or run in progress; its own answer says that it was cancelled.",
                List.of(SESSION),
                new Shape.Fields(required("cancelled", new Shape.Flag(), "whether one was in progress")),
                Method.Pace.IN_ORDER,
                (arguments, call) -> {
                    String id = arguments.text("session");
                    call.sessions().summary(id);
                    return Json.NODES.objectNode().put("cancelled", cancel(service, each -> each.worksIn(id)));
                });
    }

    /// The name that clients made for the Language Server Protocol send.
    private static Method cancelRequest(Service service) {
        return new Method(
                "$/cancelRequest",
                "Ends the question or run that a request of this connection asked for.",
                List.of(required("id", new Shape.Id(), "the request's")),
                new Shape.Fields(required("cancelled", new Shape.Flag(), "true")),
                Method.Pace.IN_ORDER,
                (arguments, call) -> {
                    JsonNode id = arguments.value("id").orElseThrow();
                    if (!cancel(service, each -> each.connection() == call.connection() && each.hasId(id))) {
                        throw new RpcException(
                                ErrorCode.USAGE, "no request of this connection with the id " + id + " is in progress");
                    }
                    return Json.NODES.objectNode().put("cancelled", true);
                });
    }

    private static boolean cancel(Service service, Predicate<Call> which) {
        List<Call> cancelled =
                service.calls().filter(which).filter(Call::cancel).toList();
        return !cancelled.isEmpty();
    }
}
