package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.internal.Reach;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// One client. Messages come in one at a time; what they ask for is done concurrently, and answered as it is done.
public final class Connection {

    private static final int BATCH = 1_000;

    private final Service service;
    private final Reach reach;
    private final Outlet outlet;
    private int unanswered;

    public Connection(Service service, Reach reach, Outlet outlet) {
        this.service = service;
        this.reach = reach;
        this.outlet = outlet;
    }

    Reach reach() {
        return reach;
    }

    Outlet outlet() {
        return outlet;
    }

    /// Takes one message, in UTF-8; answers it now or later. Never throws for what is in it.
    public void receive(byte[] message) {
        receive(() -> Json.read(message));
    }

    /// Takes one message.
    public void receive(String message) {
        receive(() -> Json.read(message));
    }

    /// Answers a message that was too long to be kept.
    public void refuse(long limitBytes) {
        answer(Request.error(
                Json.NODES.nullNode(),
                new RpcException(
                        ErrorCode.INVALID_REQUEST,
                        "a message may have " + limitBytes
                                + " bytes; send long documents in parts, with session.bind")));
    }

    private void receive(Supplier<JsonNode> message) {
        JsonNode node;
        try {
            node = message.get();
        } catch (RpcException unreadable) {
            answer(Request.error(Json.NODES.nullNode(), unreadable));
            return;
        }
        begun();
        CompletableFuture<Optional<JsonNode>> answer = node.isArray() ? batch(node) : one(node);
        var _ = answer.thenAccept(each -> each.ifPresent(this::answer)).whenComplete((_, _) -> ended());
    }

    private CompletableFuture<Optional<JsonNode>> batch(JsonNode batch) {
        if (batch.isEmpty() || batch.size() > BATCH) {
            RpcException wrong = new RpcException(ErrorCode.INVALID_REQUEST, "a batch has 1 to " + BATCH + " requests");
            return CompletableFuture.completedFuture(Optional.of(Request.error(Json.NODES.nullNode(), wrong)));
        }
        List<CompletableFuture<Optional<JsonNode>>> answers =
                batch.valueStream().map(this::one).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(_ -> {
                    ArrayNode all = Json.NODES.arrayNode();
                    answers.forEach(each -> each.join().ifPresent(all::add));
                    return all.isEmpty() ? Optional.empty() : Optional.of(all);
                });
    }

    private CompletableFuture<Optional<JsonNode>> one(JsonNode node) {
        Request request;
        try {
            request = Request.of(node);
        } catch (RpcException wrong) {
            return CompletableFuture.completedFuture(Optional.of(Request.error(Request.idOf(node), wrong)));
        }
        try {
            return begin(request);
        } catch (RpcException wrong) {
            return CompletableFuture.completedFuture(request.id().map(id -> Request.error(id, wrong)));
        }
    }

    private CompletableFuture<Optional<JsonNode>> begin(Request request) {
        Method method = service.methods().find(request.method());
        Arguments arguments = Arguments.of(method.params(), request.params().orElseGet(Json.NODES::objectNode));
        Optional<String> session = arguments.optionalText("session");
        return switch (method.pace()) {
            case IN_ORDER -> {
                Call call = new Call(this, request.id(), session);
                yield CompletableFuture.completedFuture(perform(method, arguments, call, request));
            }
            case CONCURRENT -> {
                Call call = service.begin(this, request.id(), session);
                CompletableFuture<Optional<JsonNode>> answer = new CompletableFuture<>();
                service.execute(() -> {
                    Optional<JsonNode> done = perform(method, arguments, call, request);
                    call.end();
                    answer.complete(done);
                    service.forget(call);
                });
                yield answer;
            }
        };
    }

    private static Optional<JsonNode> perform(Method method, Arguments arguments, Call call, Request request) {
        ObjectNode answer;
        JsonNode id = request.id().orElseGet(Json.NODES::nullNode);
        try {
            answer = Request.result(id, method.handler().handle(arguments, call));
        } catch (Throwable failure) {
            answer = Request.error(id, RpcException.of(failure));
        }
        return request.id().isPresent() ? Optional.of(answer) : Optional.empty();
    }

    private void answer(JsonNode answer) {
        outlet.answer(Json.write(answer));
    }

    /// Cancels all that the client is waiting for: it has gone.
    public void cancelAll() {
        service.calls().filter(call -> call.connection() == this).forEach(Call::cancel);
    }

    private synchronized void begun() {
        unanswered++;
    }

    private synchronized void ended() {
        unanswered--;
        notifyAll();
    }

    /// Waits until every message so far is answered, however long that takes: every call is bounded by itself.
    public synchronized void awaitAnswers() throws InterruptedException {
        while (unanswered > 0) {
            wait();
        }
    }

    /// Waits until every message so far is answered.
    ///
    /// @return whether they were within that time
    public synchronized boolean awaitAnswers(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (unanswered > 0) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}
