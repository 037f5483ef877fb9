package io.github.jupan.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.ObedientModel;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Session;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.SessionSummary;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.TinySandbox;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every store does. A store's test extends this.
@Timeout(600)
public abstract class SessionStoreContract {

    private static final Instant NOW = Instant.parse("2026-03-01T09:00:00.123Z");

    /// One more store on the same place, as of another process; the place was empty before the first.
    protected abstract SessionStore open();

    @Test
    void aNewSessionIsFoundAsItWasMade() {
        try (SessionStore store = open()) {
            store.create("a", "test:model", "{\"x\":\"고래\"}", NOW);
            assertThat(store.find("a"))
                    .contains(
                            new KeptSession(new SessionSummary("a", "test:model", "", 0, NOW, NOW), "{\"x\":\"고래\"}"));
            refused(RequestException.Kind.BUSY, () -> store.create("a", "other", "{}", NOW));
            assertThat(store.find("b")).isEmpty();
            assertThat(store.rows("b")).isEmpty();
            assertThat(store.events("b", 0, 9)).isEqualTo(new History(0, List.of()));
        }
    }

    @Test
    void whatWasWrittenIsReadInOrderByEverybody() {
        try (SessionStore store = open();
                SessionStore other = open()) {
            Hold hold = store.create("a", "m", "{}", NOW);
            Hold second = store.create("b", "m", "{}", NOW);
            Row asked = new Row("asked", "{\"t\":\"고래 \uD83D\uDE00\"}", "{}");
            Row failed = new Row("failed", null, null);
            assertThat(store.append(List.of(batch(hold, asked, row(1)), batch(second, row(7)))))
                    .isEmpty();
            assertThat(store.append(List.of(batch(hold, failed, row(2), row(3)))))
                    .isEmpty();
            for (SessionStore each : List.of(store, other)) {
                assertThat(each.rows("a")).containsExactly(asked, row(1), failed, row(2), row(3));
                assertThat(each.events("a", 0, 100))
                        .isEqualTo(new History(4, List.of("{\"t\":\"고래 \uD83D\uDE00\"}", "{1}", "{2}", "{3}")));
                assertThat(each.events("a", 2, 1)).isEqualTo(new History(4, List.of("{2}")));
                assertThat(each.events("a", 9, 1)).isEqualTo(new History(4, List.of()));
                assertThat(each.rows("b")).containsExactly(row(7));
            }
        }
    }

    @Test
    @Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void whoeverReadsWaitsForNoWriter() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch read = new CountDownLatch(1);
        try (SessionStore store = open();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            Hold hold = store.create("a", "m", "{}", NOW);
            store.append(List.of(batch(hold, row(1))));
            List<Batch> slow = new AbstractList<>() {
                @Override
                public Batch get(int index) {
                    writing.countDown();
                    try {
                        read.await();
                    } catch (InterruptedException stopped) {
                        throw new AssertionError(stopped);
                    }
                    return batch(hold, row(2));
                }

                @Override
                public int size() {
                    return 1;
                }
            };
            Future<Set<Hold>> written = thread.submit(() -> store.append(slow));
            writing.await();
            assertThat(store.rows("a")).containsExactly(row(1));
            assertThat(store.events("a", 0, 9).total()).isEqualTo(1);
            assertThat(ids(store)).containsExactly("a");
            read.countDown();
            assertThat(written.get()).isEmpty();
            assertThat(store.rows("a")).containsExactly(row(1), row(2));
        }
    }

    @Test
    void theFirstTitleStaysAndQuestionsAreCounted() {
        try (SessionStore store = open()) {
            Hold hold = store.create("a", "m", "{}", NOW);
            Instant later = NOW.plusSeconds(5);
            store.append(List.of(batch(hold, row(1))));
            store.append(List.of(new Batch(hold, List.of(row(2)), List.of(), "first", 1, NOW)));
            store.append(List.of(new Batch(hold, List.of(row(3)), List.of(), "second", 2, later)));
            assertThat(store.list()).containsExactly(new SessionSummary("a", "m", "first", 3, NOW, later));
        }
    }

    @Test
    void aTitleThatWasGivenStays() {
        try (SessionStore store = open();
                SessionStore other = open()) {
            Hold hold = store.create("a", "m", "{}", NOW);
            assertThat(other.rename("a", "given")).isTrue();
            assertThat(other.rename("b", "given")).isFalse();
            store.append(List.of(new Batch(hold, List.of(row(1)), List.of(), "first", 1, NOW)));
            assertThat(store.list()).extracting(SessionSummary::title).containsExactly("given");
        }
    }

    @Test
    void theLastUsedIsListedFirst() {
        try (SessionStore store = open()) {
            Hold early = store.create("early", "m", "{}", NOW);
            store.create("late", "m", "{}", NOW.plusSeconds(1));
            assertThat(ids(store)).containsExactly("late", "early");
            store.append(List.of(new Batch(early, List.of(row(1)), List.of(), "", 0, NOW.plusSeconds(2))));
            assertThat(ids(store)).containsExactly("early", "late");
        }
    }

    @Test
    void documentsAreKeptOnceAndGoWithTheLastSessionThatHasThem() {
        byte[] bytes = new byte[300_000];
        new Random(7).nextBytes(bytes);
        Document big = new Document("h1", "UTF-8", bytes);
        Document small = new Document("h2", "UTF-16 code units", "x".getBytes(StandardCharsets.UTF_8));
        try (SessionStore store = open()) {
            Hold a = store.create("a", "m", "{}", NOW);
            Hold b = store.create("b", "m", "{}", NOW);
            store.append(List.of(
                    new Batch(a, List.of(row(1)), List.of(big, small, big), "", 0, NOW),
                    new Batch(b, List.of(row(1)), List.of(big), "", 0, NOW)));
            store.append(List.of(new Batch(a, List.of(row(2)), List.of(big), "", 0, NOW)));
            assertThat(store.document("h1")).isEqualTo(big);
            assertThat(store.document("h2")).isEqualTo(small);
            store.remove(a);
            assertThat(store.document("h1")).isEqualTo(big);
            assertThatThrownBy(() -> store.document("h2")).isInstanceOf(NoSuchElementException.class);
            store.remove(b);
            assertThatThrownBy(() -> store.document("h1")).isInstanceOf(NoSuchElementException.class);
            assertThat(store.find("a")).isEmpty();
            assertThat(store.rows("a")).isEmpty();
        }
    }

    @Test
    void oneStoreAtATimeHoldsASession() {
        try (SessionStore first = open();
                SessionStore second = open()) {
            Hold hold = first.create("a", "m", "{}", NOW);
            refused(RequestException.Kind.BUSY, () -> second.hold("a"));
            refused(RequestException.Kind.NO_SESSION, () -> second.hold("b"));
            first.append(List.of(batch(hold, row(1))));
            first.release(hold);
            Hold other = second.hold("a");
            assertThat(other.fence()).isGreaterThan(hold.fence());
            second.append(List.of(batch(other, row(2))));
            refused(RequestException.Kind.BUSY, () -> first.hold("a"));
            assertThat(first.rows("a")).containsExactly(row(1), row(2));
        }
    }

    @Test
    void whoeverLostASessionWritesNothingMore() {
        try (SessionStore first = open();
                SessionStore second = open()) {
            Hold lost = first.create("a", "m", "{}", NOW);
            Hold kept = first.create("b", "m", "{}", NOW);
            first.release(lost);
            assertThat(first.append(List.of(batch(lost, row(1))))).containsExactly(lost);
            Hold taken = second.hold("a");
            assertThat(first.append(List.of(batch(lost, row(2)), batch(kept, row(3)))))
                    .containsExactly(lost);
            first.release(lost);
            first.remove(lost);
            assertThat(second.append(List.of(batch(taken, row(4))))).isEmpty();
            Hold again = second.hold("a");
            assertThat(second.append(List.of(batch(taken, row(5)), batch(again, row(6)))))
                    .containsExactly(taken);
            assertThat(second.rows("a")).containsExactly(row(4), row(6));
            assertThat(second.rows("b")).containsExactly(row(3));
        }
    }

    @Test
    void aClosedStoreHoldsNothing() {
        try (SessionStore second = open()) {
            try (SessionStore first = open()) {
                Hold hold = first.create("a", "m", "{}", NOW);
                first.append(List.of(batch(hold, row(1))));
            }
            assertThat(second.append(List.of(batch(second.hold("a"), row(2))))).isEmpty();
            assertThat(second.rows("a")).containsExactly(row(1), row(2));
        }
    }

    @Test
    void aSessionInWhichNothingHappenedLeavesNothing() {
        try (SessionStore store = open();
                SessionStore other = open()) {
            store.create("held", "m", "{}", NOW);
            store.release(store.create("empty", "m", "{}", NOW));
            store.release(store.create("new", "m", "{}", NOW.plusSeconds(9)));
            Hold full = store.create("full", "m", "{}", NOW);
            store.append(List.of(batch(full, row(1))));
            store.release(full);
            assertThat(ids(other)).containsExactlyInAnyOrder("held", "full");
            other.sweep("private-", NOW.plusSeconds(5));
            assertThat(other.find("empty")).isEmpty();
            assertThat(other.find("new")).isPresent();
            assertThat(ids(other)).containsExactlyInAnyOrder("held", "full");
        }
    }

    @Test
    void abandonedSessionsAreSwept() {
        try (SessionStore store = open();
                SessionStore other = open()) {
            Hold abandoned = store.create("private-1", "m", "{}", NOW);
            store.append(List.of(batch(abandoned, row(1))));
            store.release(abandoned);
            store.append(List.of(batch(store.create("private-2", "m", "{}", NOW), row(1))));
            store.append(List.of(batch(store.create("public", "m", "{}", NOW), row(1))));
            other.sweep("private-", NOW.minusSeconds(5));
            assertThat(ids(store)).containsExactlyInAnyOrder("private-2", "public");
        }
    }

    @Test
    void manyAtOnceLoseNothing() throws Exception {
        try (SessionStore first = open();
                SessionStore second = open();
                ExecutorService threads = Executors.newFixedThreadPool(6)) {
            List<Future<List<Row>>> all = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                SessionStore store = i % 2 == 0 ? first : second;
                String id = "s" + i;
                all.add(threads.submit((Callable<List<Row>>) () -> {
                    Hold hold = store.create(id, "m", "{}", NOW);
                    for (int n = 0; n < 40; n++) {
                        Document shared = new Document("shared" + n % 3, "UTF-8", new byte[] {(byte) (n % 3)});
                        store.append(List.of(new Batch(hold, List.of(row(n)), List.of(shared), "", 0, NOW)));
                        assertThat(store.events(id, 0, 100).total()).isEqualTo(n + 1);
                    }
                    return store.rows(id);
                }));
            }
            List<Row> expected =
                    IntStream.range(0, 40).mapToObj(SessionStoreContract::row).toList();
            for (Future<List<Row>> rows : all) {
                assertThat(rows.get()).isEqualTo(expected);
            }
        }
    }

    /// The whole way, twice: what was asked, bound and run is there in the next process.
    @Test
    void aSessionIsTakenUpFromIt() {
        String id;
        List<String> told = new ArrayList<>();
        try (Sessions sessions = sessions()) {
            Session session = sessions.open(SessionOptions.DEFAULT);
            id = session.id();
            session.bind(Map.of("고래", "whale \uD800 \u0000"));
            session.ask(
                    Question.of("run x = 42 \u0000"),
                    event -> told.add(EventJson.of(event).toString()));
            session.run("y = 1", event -> {}, new Cancellation());
        }
        try (Sessions sessions = sessions()) {
            assertThat(sessions.history(id).toString()).contains("run x = 42 \\u0000");
            Session session = sessions.find(id);
            assertThat(session.documents()).isEqualTo(Map.of("고래", "whale \uD800 \u0000"));
            assertThat(session.run("y", event -> {}, new Cancellation()).toString())
                    .contains("value=1");
            assertThat(session.summary().title()).isEqualTo("run x = 42");
            assertThat(told).hasSizeGreaterThan(8);
        }
    }

    private Sessions sessions() {
        ServerLimits limits = new ServerLimits(9, 9, 9, 16L << 30, 1 << 20, Duration.ofHours(1), Duration.ofSeconds(1));
        return new Sessions(new ObedientModel(), new TinySandbox(), List.of(), limits, open());
    }

    protected static Row row(int number) {
        return new Row("event", "{" + number + "}", null);
    }

    protected static Batch batch(Hold hold, Row... rows) {
        return new Batch(hold, List.of(rows), List.of(), "", 0, NOW);
    }

    private static List<String> ids(SessionStore store) {
        return store.list().stream().map(SessionSummary::id).toList();
    }

    protected static void refused(RequestException.Kind kind, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }
}
