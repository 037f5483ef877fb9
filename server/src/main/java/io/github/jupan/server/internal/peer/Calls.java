package io.github.jupan.server.internal.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.peer.Protocol.Pace;
import io.github.jupan.server.internal.peer.Protocol.Work;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The calls in progress of all peers that share them: what was asked of this side, in lanes, and what this side asked.
public final class Calls {

    /// More calls at once than this are refused: each holds its message.
    private static final int MOST = 1_000;

    private static final Duration RETRY = Duration.ofSeconds(1);

    /// Platform threads: SQLite is native, and would hold a virtual thread's carrier while it waits for the disk.
    private static final Executor THREADS = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("rpc-call-", 1).factory());

    /// What a client is to answer.
    private record Asked(Peer peer, CompletableFuture<JsonNode> answer) {}

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private final Map<Object, CompletableFuture<Void>> tails = new HashMap<>();
    private final Map<String, Asked> asked = new ConcurrentHashMap<>();
    private final AtomicLong questions = new AtomicLong();
    private volatile boolean closing;

    /// From here on every new call is refused.
    public void close() {
        closing = true;
    }

    /// Begins a call when its turn comes; `perform` does it and answers.
    void begin(Peer peer, Optional<JsonNode> id, Work work, Consumer<Call> perform) {
        if (closing) {
            throw new Failure(ErrorCode.CLOSING, "the server is shutting down");
        }
        if (calls.size() >= MOST) {
            throw new Failure(
                    ErrorCode.OVERLOADED,
                    MOST + " calls are in progress; ask again when some have ended",
                    Optional.of(RETRY));
        }
        Call call = new Call(peer, id, work);
        calls.add(call);
        CompletableFuture<Void> turn = turn(call, work);
        if (work.pace() == Pace.IN_TURN) {
            // One that is cancelled before its turn need not wait to say so.
            var _ = call.cancellation().onCancel(() -> turn.complete(null));
        }
        var _ = turn.thenRunAsync(
                () -> {
                    try {
                        perform.accept(call);
                    } finally {
                        forget(call);
                    }
                },
                THREADS);
    }

    /// When it may begin.
    private CompletableFuture<Void> turn(Call call, Work work) {
        synchronized (tails) {
            CompletableFuture<Void> before = tails.getOrDefault(work.lane(), CompletableFuture.completedFuture(null));
            if (work.pace() == Pace.IN_TURN) {
                CompletableFuture<Void> tail = CompletableFuture.allOf(before, call.over);
                tails.put(work.lane(), tail);
                var _ = tail.thenRun(() -> leave(work.lane(), tail));
            }
            return before.copy();
        }
    }

    private void leave(Object lane, CompletableFuture<Void> tail) {
        synchronized (tails) {
            tails.remove(lane, tail);
        }
    }

    private void forget(Call call) {
        call.over.complete(null);
        calls.remove(call);
        synchronized (this) {
            notifyAll();
        }
    }

    /// Asks the client something, and blocks until it has answered.
    ///
    /// @throws CancellationException when it is cancelled meanwhile
    /// @throws Failure when the client cannot or will not say
    JsonNode ask(Peer peer, String method, JsonNode params, Cancellation cancellation) {
        String id = "jupan-" + questions.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, new Asked(peer, answer));
        try (var _ = cancellation.onCancel(() -> answer.cancel(false))) {
            peer.send(Request.notification(method, params).put("id", id));
            JsonNode node = answer.get();
            if (node.has("error")) {
                throw new Failure(
                        ErrorCode.INTERNAL_ERROR,
                        "the client cannot answer " + method + ": "
                                + node.at("/error/message").asText());
            }
            return node.path("result");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CancellationException("stopped while the client was asked");
        } catch (ExecutionException gone) {
            throw Failure.of(Objects.requireNonNullElse(gone.getCause(), gone));
        } finally {
            asked.remove(id);
        }
    }

    /// An answer of the client's has come; one that nobody waits for is nobody's.
    void answered(JsonNode answer) {
        Asked waiting = asked.get(answer.path("id").asText());
        if (waiting != null) {
            waiting.answer().complete(answer);
        }
    }

    /// Nothing that this client was asked will be answered.
    void giveUpAsking(Peer peer) {
        asked.values().stream()
                .filter(each -> each.peer() == peer)
                .forEach(each -> each.answer()
                        .completeExceptionally(
                                new Failure(ErrorCode.INTERNAL_ERROR, "the client went before it answered")));
    }

    /// Waits until no call is in progress.
    ///
    /// @return whether that was within that time
    public synchronized boolean awaitIdle(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!calls.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    public boolean isIdle() {
        return calls.isEmpty();
    }

    /// Cancels every call in progress.
    public void cancelAll() {
        calls.forEach(Call::cancel);
    }

    public Stream<Call> all() {
        return calls.stream();
    }
}
