package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.Reach;
import io.github.jupan.server.internal.peer.Calls;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.internal.peer.Protocol;
import io.github.jupan.server.internal.peer.Request;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The protocol of `docs/json-rpc.md`, as one client sees it: a table of [Methods], and the sessions that it can name.
public final class Rpc implements Protocol {

    /// Whose message has to be the standard's own, so that what is wrong goes into `data.detail`.
    private static final Set<ErrorCode> FIXED =
            EnumSet.of(ErrorCode.PARSE_ERROR, ErrorCode.INVALID_REQUEST, ErrorCode.METHOD_NOT_FOUND);

    private final Methods methods;
    private final Reach reach;

    Rpc(Methods methods, Reach reach) {
        this.methods = methods;
        this.reach = reach;
    }

    /// What all connections of a door share: the methods, and the calls in progress.
    public record Service(Methods methods, Calls calls) {

        public Service(Sessions sessions) {
            this(sessions, new Calls());
        }

        private Service(Sessions sessions, Calls calls) {
            this(
                    new Methods(Stream.of(
                                    AboutMethods.all(sessions),
                                    SessionMethods.all(sessions),
                                    AskMethods.all(calls),
                                    SandboxMethods.all(sessions))
                            .flatMap(List::stream)
                            .toList()),
                    calls);
        }

        public Rpc forClient(Reach reach) {
            return new Rpc(methods, reach);
        }
    }

    @Override
    public Work work(Request request) {
        Method method = methods.find(request.method());
        Arguments arguments = Arguments.of(method.params(), request.params().orElseGet(Json.NODES::objectNode));
        Optional<String> session = arguments.optionalText("session");
        Handler handler = call -> method.handler().handle(arguments, new Caller(call, reach));
        return switch (method.turn()) {
            case NOW -> Work.now(handler);
            case ONE_BY_ONE -> new Work(Pace.IN_TURN, this, handler);
            case IN_SESSION -> new Work(Pace.IN_TURN, session.orElseThrow(), handler);
            case BESIDE ->
                session.<Work>map(id -> new Work(Pace.BESIDE, id, handler)).orElseGet(() -> Work.beside(handler));
        };
    }

    @Override
    public boolean takesBatches() {
        return true;
    }

    @Override
    public boolean asks() {
        return false;
    }

    @Override
    public ObjectNode error(Failure failure) {
        ErrorCode code = failure.code();
        boolean isFixed = FIXED.contains(code);
        ObjectNode error = Json.NODES.objectNode().put("code", code.number());
        error.put("message", isFixed ? code.meaning() : failure.detail());
        ObjectNode data = error.putObject("data").put("kind", code.word());
        if (isFixed) {
            data.put("detail", failure.detail());
        }
        failure.retryAfter().ifPresent(after -> data.put("retry_after_ms", after.toMillis()));
        return error;
    }
}
