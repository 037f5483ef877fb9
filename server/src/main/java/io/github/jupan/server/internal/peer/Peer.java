package io.github.jupan.server.internal.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.peer.Protocol.Pace;
import io.github.jupan.server.internal.peer.Protocol.Work;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;

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
        // The thread that reads never answers what another has done: it would stand still where nobody takes answers.
        Consumer<Optional<JsonNode>> done = answer -> {
            try {
                answer.ifPresent(this::answer);
            } finally {
                ended();
            }
        };
        if (node.isArray() && protocol.takesBatches()) {
            batch(node, done);
        } else {
            one(node, done);
        }
    }

    private void batch(JsonNode batch, Consumer<Optional<JsonNode>> done) {
        if (batch.isEmpty() || batch.size() > BATCH) {
            Failure wrong = new Failure(ErrorCode.INVALID_REQUEST, "a batch has 1 to " + BATCH + " requests");
            done.accept(Optional.of(error(Json.NODES.nullNode(), wrong)));
            return;
        }
        AtomicReferenceArray<Optional<JsonNode>> answers = new AtomicReferenceArray<>(batch.size());
        AtomicInteger left = new AtomicInteger(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            int place = i;
            one(batch.get(place), answer -> {
                answers.set(place, answer);
                if (left.decrementAndGet() == 0) {
                    ArrayNode all = Json.NODES.arrayNode();
                    IntStream.range(0, answers.length())
                            .forEach(each -> answers.get(each).ifPresent(all::add));
                    done.accept(all.isEmpty() ? Optional.empty() : Optional.of(all));
                }
            });
        }
    }

    /// @param done is told its answer once, by whoever comes to it; nothing for what wants none
    private void one(JsonNode node, Consumer<Optional<JsonNode>> done) {
        Request request;
        try {
            request = Request.of(node);
        } catch (Failure wrong) {
            done.accept(Optional.of(error(Request.idOf(node), wrong)));
            return;
        }
        Work work;
        try {
            work = protocol.work(request);
        } catch (RuntimeException | Error wrong) {
            done.accept(request.id().map(id -> error(id, wrong)));
            return;
        }
        if (work.pace() == Pace.NOW) {
            done.accept(perform(work, new Call(this, request.id(), work)));
            return;
        }
        try {
            calls.begin(this, request.id(), work, call -> {
                Optional<JsonNode> answer = perform(work, call);
                call.end();
                done.accept(answer);
            });
        } catch (RuntimeException | Error wrong) {
            done.accept(request.id().map(id -> error(id, wrong)));
        }
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
        if (!outlet.takesMore()) {
            throw new Failure(
                    ErrorCode.INTERNAL_ERROR, "the client takes nothing but answers; accept text/event-stream");
        }
        return calls.ask(this, method, params, cancellation);
    }

    /// The client has gone, though what it asked for goes on: nothing that it was asked will be answered.
    public void isAskedNoMore() {
        calls.giveUpAsking(this);
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
