package io.github.jupan.server.internal.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.peer.Protocol.Pace;
import io.github.jupan.server.internal.peer.Protocol.Work;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// One client. Messages come in one at a time, and what they ask for is begun in that order; it is done concurrently,
/// and answered as it is done. A client that takes no answers gets none computed.
public final class Peer {

    private static final int BATCH = 1_000;

    private final Protocol protocol;
    private final Calls calls;
    private final Outlet outlet;
    private int unanswered;

    /// @param calls where its calls are found while they are in progress
    public Peer(Protocol protocol, Calls calls, Outlet outlet) {
        this.protocol = protocol;
        this.calls = calls;
        this.outlet = outlet;
    }

    /// Takes one message, in UTF-8; answers it now or later. Never throws for what is in it.
    public void receive(byte[] message) {
        receive(() -> Json.read(message));
    }

    /// Takes one message.
    public void receive(String message) {
        receive(() -> Json.read(message));
    }

    /// Takes one message that has been read.
    public void receive(JsonNode message) {
        receive(() -> message);
    }

    /// Answers a message that was too long to be kept.
    ///
    /// @param id of the request in it, or null
    public void refuse(JsonNode id, long limitBytes) {
        answer(error(
                id,
                new Failure(
                        ErrorCode.INVALID_REQUEST,
                        "a message may have " + limitBytes + " bytes; send long texts in parts")));
    }

    private void receive(Supplier<JsonNode> message) {
        JsonNode node;
        try {
            node = message.get();
        } catch (Failure unreadable) {
            answer(error(Json.NODES.nullNode(), unreadable));
            return;
        }
        if (protocol.asks() && Request.isAnswer(node)) {
            calls.answered(node);
            return;
        }
        begun();
        CompletableFuture<Optional<JsonNode>> answer =
                node.isArray() && protocol.takesBatches() ? batch(node) : one(node);
        var _ = answer.thenAccept(each -> each.ifPresent(this::answer)).whenComplete((_, _) -> ended());
    }

    private CompletableFuture<Optional<JsonNode>> batch(JsonNode batch) {
        if (batch.isEmpty() || batch.size() > BATCH) {
            return failed(
                    Json.NODES.nullNode(),
                    new Failure(ErrorCode.INVALID_REQUEST, "a batch has 1 to " + BATCH + " requests"));
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
        } catch (Failure wrong) {
            return failed(Request.idOf(node), wrong);
        }
        try {
            return begin(request, protocol.work(request));
        } catch (RuntimeException | Error wrong) {
            return request.id().map(id -> failed(id, wrong)).orElseGet(Peer::unheard);
        }
    }

    private CompletableFuture<Optional<JsonNode>> failed(JsonNode id, Throwable why) {
        return CompletableFuture.completedFuture(Optional.of(error(id, why)));
    }

    private static CompletableFuture<Optional<JsonNode>> unheard() {
        return CompletableFuture.completedFuture(Optional.empty());
    }

    private CompletableFuture<Optional<JsonNode>> begin(Request request, Work work) {
        if (work.pace() == Pace.NOW) {
            return CompletableFuture.completedFuture(perform(work, new Call(this, request.id(), work)));
        }
        CompletableFuture<Optional<JsonNode>> answer = new CompletableFuture<>();
        calls.begin(this, request.id(), work, call -> {
            Optional<JsonNode> done = perform(work, call);
            call.end();
            answer.complete(done);
        });
        return answer;
    }

    private Optional<JsonNode> perform(Work work, Call call) {
        outlet.awaitRoom();
        ObjectNode answer;
        JsonNode id = call.id().orElseGet(Json.NODES::nullNode);
        try {
            if (work.pace() == Pace.IN_TURN && call.cancellation().isRequested()) {
                throw new Failure(ErrorCode.CANCELLED, "cancelled before it ran");
            }
            answer = Request.result(id, work.handler().handle(call));
        } catch (Throwable failure) {
            answer = error(id, failure);
        }
        return call.isWanted() ? Optional.of(answer) : Optional.empty();
    }

    private ObjectNode error(JsonNode id, Throwable why) {
        return Request.error(id, protocol.error(Failure.of(why)));
    }

    private void answer(JsonNode answer) {
        outlet.answer(Json.write(answer));
    }

    /// Sends the client something that is no answer.
    public void notify(String method, JsonNode params) {
        send(Request.notification(method, params));
    }

    void send(ObjectNode message) {
        outlet.notification(Json.write(message));
    }

    /// Asks the client something, and blocks until it has answered.
    ///
    /// @throws java.util.concurrent.CancellationException when it is cancelled meanwhile
    /// @throws Failure when the client cannot or will not say
    public JsonNode ask(String method, JsonNode params, Cancellation cancellation) {
        return calls.ask(this, method, params, cancellation);
    }

    /// Cancels all that the client is waiting for: it has gone.
    public void cancelAll() {
        calls.all().filter(call -> call.peer() == this).forEach(Call::cancel);
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
