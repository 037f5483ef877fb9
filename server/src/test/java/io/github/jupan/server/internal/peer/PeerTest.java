package io.github.jupan.server.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class PeerTest {

    private static final Duration LONG = Duration.ofMinutes(4);

    /// Takes turns in one lane, beside others or at once, as the method's name says.
    private record Lanes(Protocol.Handler handler) implements Protocol {

        @Override
        public Work work(Request request) {
            return switch (request.method()) {
                case "turn" -> new Work(Pace.IN_TURN, "lane", handler);
                case "beside" -> new Work(Pace.BESIDE, "lane", handler);
                default -> Work.now(handler);
            };
        }

        @Override
        public boolean takesBatches() {
            return false;
        }

        @Override
        public boolean asks() {
            return true;
        }
    }

    private static final class Kept implements Outlet {
        private final List<String> messages = new ArrayList<>();

        @Override
        public synchronized void answer(String message) {
            messages.add(message);
        }

        @Override
        public void notification(String message) {
            answer(message);
        }

        synchronized List<String> all() {
            return List.copyOf(messages);
        }
    }

    private static String request(int id, String method) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\"}";
    }

    private static String result(int id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + id + "}";
    }

    @Test
    void callsOfOneLaneTakeTurnsInTheOrderInWhichTheyCame() throws InterruptedException {
        Kept kept = new Kept();
        AtomicInteger at = new AtomicInteger();
        Peer peer = new Peer(
                new Lanes(call -> {
                    assertThat(at.incrementAndGet()).isEqualTo(1);
                    LockSupport.parkNanos(1_000);
                    at.decrementAndGet();
                    return call.id().orElseThrow();
                }),
                new Calls(),
                kept);
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            peer.receive(request(i, "turn"));
            expected.add(result(i));
        }
        assertThat(peer.awaitAnswers(LONG)).isTrue();
        assertThat(kept.all()).isEqualTo(expected);
    }

    @Test
    void whatGoesBesideWaitsForThoseWhoseTurnWasEarlierAndHoldsNobodyUp() throws InterruptedException {
        Kept kept = new Kept();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch second = new CountDownLatch(1);
        Peer peer = new Peer(
                new Lanes(call -> {
                    await(
                            call.hasId(Json.NODES.numberNode(1))
                                    ? first
                                    : call.hasId(Json.NODES.numberNode(2)) ? second : null);
                    return call.id().orElseThrow();
                }),
                new Calls(),
                kept);
        peer.receive(request(1, "turn"));
        peer.receive(request(2, "beside"));
        peer.receive(request(3, "turn"));
        peer.receive(request(4, "now"));
        assertThat(kept.all()).containsExactly(result(4));
        first.countDown();
        while (kept.all().size() < 3) {
            Thread.onSpinWait();
        }
        assertThat(kept.all()).containsExactly(result(4), result(1), result(3));
        second.countDown();
        assertThat(peer.awaitAnswers(LONG)).isTrue();
    }

    private static void await(@Nullable CountDownLatch latch) {
        try {
            if (latch != null) {
                latch.await();
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void oneThatIsCancelledBeforeItsTurnIsAnsweredAndNeverDone() throws InterruptedException {
        Kept kept = new Kept();
        Calls calls = new Calls();
        CountDownLatch first = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        Peer peer = new Peer(
                new Lanes(call -> {
                    await(call.hasId(Json.NODES.numberNode(1)) ? first : null);
                    done.add(call.id().orElseThrow().toString());
                    return call.id().orElseThrow();
                }),
                calls,
                kept);
        for (int i = 1; i <= 3; i++) {
            peer.receive(request(i, "turn"));
        }
        calls.all().filter(each -> each.hasId(Json.NODES.numberNode(2))).forEach(Call::cancel);
        while (kept.all().isEmpty()) {
            Thread.onSpinWait();
        }
        first.countDown();
        assertThat(peer.awaitAnswers(LONG)).isTrue();
        assertThat(kept.all().getFirst()).contains("\"id\":2", "-32800", "cancelled before it ran");
        assertThat(done).containsExactly("1", "3");
    }

    /// Answers of one megabyte, of which the outbox holds three.
    @Test
    void answersThatNobodyTakesAreNotComputed() throws InterruptedException {
        AtomicInteger computed = new AtomicInteger();
        AtomicInteger sent = new AtomicInteger();
        AtomicInteger ahead = new AtomicInteger();
        CountDownLatch reads = new CountDownLatch(1);
        Outbox outbox = new Outbox(
                new Transport() {
                    @Override
                    public void send(String message) {
                        PeerTest.await(reads);
                        sent.incrementAndGet();
                    }

                    @Override
                    public void beat() {}

                    @Override
                    public void abort() {}
                },
                LONG,
                () -> {});
        Thread.ofPlatform().daemon().start(outbox::sendAll);
        Peer peer = new Peer(
                new Lanes(call -> {
                    ahead.accumulateAndGet(computed.incrementAndGet() - sent.get(), Math::max);
                    return Json.NODES.textNode("x".repeat(1 << 20));
                }),
                new Calls(),
                outbox);
        for (int i = 0; i < 100; i++) {
            peer.receive(request(i, "turn"));
        }
        while (computed.get() < 4) {
            Thread.onSpinWait();
        }
        reads.countDown();
        assertThat(peer.awaitAnswers(LONG)).isTrue();
        assertThat(computed.get()).isEqualTo(100);
        assertThat(ahead.get()).isLessThan(8);
    }

    @Test
    void asksTheClientAndTakesItsAnswer() throws InterruptedException {
        Kept kept = new Kept();
        Peer peer = new Peer(
                new Lanes(call -> call.peer().ask("what", Json.NODES.objectNode(), call.cancellation())),
                new Calls(),
                kept);
        peer.receive(request(1, "beside"));
        while (kept.all().isEmpty()) {
            Thread.onSpinWait();
        }
        String id = Json.read(kept.all().getFirst()).get("id").asText();
        peer.receive("{\"jsonrpc\":\"2.0\",\"id\":\"nobody asked\",\"result\":1}");
        peer.receive("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"result\":1}");
        assertThat(peer.awaitAnswers(LONG)).isTrue();
        assertThat(kept.all().getLast()).isEqualTo(result(1));
    }
}
