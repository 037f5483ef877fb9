package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.server.internal.store.SqliteStore;
import io.github.jupan.server.store.SessionStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class SessionsTest {

    private static final AgentListener NOBODY = event -> {};

    @TempDir
    private Path folder;

    private final ObedientModel model = new ObedientModel();
    private final TinySandbox sandbox = new TinySandbox();

    @Test
    void everyEventButTextIsInTheStoreBeforeItsListenerHearsIt() {
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            Session session = sessions.open(SessionOptions.DEFAULT);
            JoinedEvents heard = new JoinedEvents();
            session.ask(Question.of("run x = 1"), event -> {
                heard.add(EventJson.of(event));
                if (!JoinedEvents.isText(EventJson.of(event))) {
                    assertThat(JoinedEvents.of(session.history()).toString())
                            .isEqualTo(heard.all().toString());
                }
            });
            assertThat(heard.all()).hasSizeGreaterThan(8);
        }
    }

    @Test
    void aSessionIsTakenUpByTheNextProcess() {
        String id;
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            Session session = sessions.open(SessionOptions.DEFAULT);
            id = session.id();
            session.bind(Map.of("고래", "whale \uD800"));
            session.ask(Question.of("run x = 42"), NOBODY);
            session.run("y = 1", NOBODY, new Cancellation());
        }
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            Session session = sessions.find(id);
            assertThat(session.documents()).isEqualTo(Map.of("고래", "whale \uD800"));
            assertThat(session.run("x", NOBODY, new Cancellation())).isEqualTo(completed("42"));
            assertThat(session.run("documents", NOBODY, new Cancellation())).isEqualTo(completed("{고래=whale \uD800}"));
            assertThat(sandbox.ran).containsExactly("x = 42", "y = 1", "x = 42", "y = 1", "x", "documents");
            session.ask(Question.of("Hello"), NOBODY);
            assertThat(model.heard())
                    .containsExactly(
                            "run x = 42",
                            "```python\nx = 42\n```",
                            "<result run=\"1\">\n42\n</result>\nBegin your answer like this: The result is 42.",
                            "You said: <\\result run=\"1\">\n42\n<\\/result>\n"
                                    + "Begin your answer like this: The result is 42.",
                            "Hello");
            assertThat(session.history().stream()
                            .filter(event -> event.path("type").asText().equals("run_start")))
                    .extracting(event -> event.path("run").asInt())
                    .containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    void aResetGivesAFreshInterpreterToASessionThatLivesOn() {
        String id;
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            Session session = sessions.open(SessionOptions.DEFAULT);
            id = session.id();
            session.bind(Map.of("d", "text"));
            session.ask(Question.of("run x = 42"), NOBODY);
            assertThat(sandbox.alive).hasValue(1);
            session.reset();
            assertThat(sandbox.alive).hasValue(0);
            assertThat(session.run("x", NOBODY, new Cancellation())).isInstanceOf(Execution.Raised.class);
            assertThat(session.run("documents", NOBODY, new Cancellation())).isEqualTo(completed("{d=text}"));
            session.ask(Question.of("run y = 1"), NOBODY);
            assertThat(model.heard().toString()).contains("run x = 42", "Variables that earlier code set are gone");
            session.run("z = 2", NOBODY, new Cancellation());
        }
        sandbox.ran.clear();
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            Session session = sessions.find(id);
            assertThat(session.run("y", NOBODY, new Cancellation())).isEqualTo(completed("1"));
            assertThat(sandbox.ran).containsExactly("x", "documents", "y = 1", "z = 2", "y");
            assertThat(session.run("x", NOBODY, new Cancellation())).isInstanceOf(Execution.Raised.class);
        }
    }

    @Test
    void aSessionThatWasTakenOverIsTakenUpAnew() throws SQLException {
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            Session session = sessions.open(SessionOptions.DEFAULT);
            session.ask(Question.of("run x = 42"), NOBODY);
            try (var other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("sessions.db"));
                    var takeOver = other.createStatement()) {
                takeOver.execute("UPDATE session SET fence = fence + 1");
            }
            refused(RequestException.Kind.BUSY, () -> session.run("x = 43", NOBODY, new Cancellation()));
            assertThat(sessions.openSessions()).isZero();
            assertThat(sandbox.alive).hasValue(0);
            assertThat(sessions.find(session.id()).run("x", NOBODY, new Cancellation()))
                    .isEqualTo(completed("42"));
        }
    }

    @Test
    void theHistoryOfASessionThatIsOpenElsewhereCanBeRead() {
        try (Sessions first = sessions(ServerLimits.DEFAULT);
                Sessions second = sessions(ServerLimits.DEFAULT)) {
            Session session = first.open(SessionOptions.DEFAULT);
            session.ask(Question.of("run x = 42"), NOBODY);
            assertThat(second.history(session.id()))
                    .isEqualTo(session.history())
                    .isNotEmpty();
            assertThat(second.history(session.id(), 1, 2).events()).hasSize(2);
        }
    }

    @Test
    void aBusySessionIsNotReset() throws InterruptedException {
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            Session session = sessions.open(SessionOptions.DEFAULT);
            Thread waiting = Thread.ofVirtual().start(() -> session.run("wait", NOBODY, new Cancellation()));
            sandbox.waiting.await();
            refused(RequestException.Kind.BUSY, session::reset);
            session.cancel();
            waiting.join();
            session.reset();
        }
    }

    @Test
    void listsTheLastUsedFirst() {
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            Session first = sessions.open(SessionOptions.DEFAULT);
            Session second = sessions.open(SessionOptions.DEFAULT);
            first.ask(Question.of("  How many\nr's are in " + "straw".repeat(20)), NOBODY);
            assertThat(sessions.list())
                    .extracting(SessionSummary::id, SessionSummary::title, SessionSummary::questions)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    first.id(), "How many r's are in " + "straw".repeat(7) + "stra…", 1),
                            org.assertj.core.groups.Tuple.tuple(second.id(), "", 0));
            sessions.close(second.id());
            assertThat(sessions.list()).extracting(SessionSummary::id).containsExactly(first.id());
            refused(RequestException.Kind.NO_SESSION, () -> sessions.find(second.id()));
            refused(RequestException.Kind.NO_SESSION, () -> second.run("x", NOBODY, new Cancellation()));
        }
    }

    @Test
    void aPrivateSessionIsItsOpenersAlone() {
        try (Sessions first = sessions(ServerLimits.DEFAULT);
                Sessions second = sessions(ServerLimits.DEFAULT)) {
            Session session = first.openPrivate(SessionOptions.DEFAULT);
            session.ask(Question.of("run x = 42"), NOBODY);
            for (Sessions each : List.of(first, second)) {
                assertThat(each.list()).isEmpty();
                refused(RequestException.Kind.NO_SESSION, () -> each.find(session.id()));
                refused(RequestException.Kind.NO_SESSION, () -> each.history(session.id()));
                refused(RequestException.Kind.NO_SESSION, () -> each.close(session.id()));
            }
            assertThat(session.run("x", NOBODY, new Cancellation())).isEqualTo(completed("42"));
            assertThat(session.summary().title()).isEqualTo("run x = 42");
            first.close(session);
            refused(RequestException.Kind.NO_SESSION, session::summary);
        }
    }

    @Test
    void aPrivateSessionIsForgottenWithTheServer() {
        Path file = folder.resolve("sessions.db");
        String id;
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            id = sessions.openPrivate(SessionOptions.DEFAULT).id();
        }
        try (SessionStore store = SqliteStore.open(file)) {
            assertThat(store.list()).isEmpty();
            // As a killed process leaves one.
            store.create(id, "test", "{}", Instant.now());
            store.create("kept", "test", "{}", Instant.now());
        }
        try (Sessions sessions = sessions(ServerLimits.DEFAULT);
                SessionStore store = SqliteStore.open(file)) {
            assertThat(store.find(id)).isEmpty();
            assertThat(store.find("kept")).isPresent();
            assertThat(sessions.list()).isEmpty();
        }
    }

    @Test
    void theMemoryOfAllInterpretersIsBounded() {
        ServerLimits gigabyte =
                new ServerLimits(10, 10, 10, 1L << 30, 1 << 20, Duration.ofMinutes(5), Duration.ofMillis(200));
        try (Sessions sessions = sessions(gigabyte)) {
            Session half = sessions.open(withHeap(512L << 20));
            Session other = sessions.open(withHeap(512L << 20));
            Session small = sessions.open(withHeap(64L << 20));
            half.run("x = 1", NOBODY, new Cancellation());
            Thread waiting = Thread.ofVirtual().start(() -> other.run("wait", NOBODY, new Cancellation()));
            sandbox.waiting.await();
            assertThat(small.run("x = 1", NOBODY, new Cancellation()))
                    .as("an idle interpreter made room")
                    .isEqualTo(completed("1"));
            refused(
                    RequestException.Kind.OVERLOADED,
                    () -> sessions.singleRequests()
                            .run("x = 1", Map.of(), Limits.DEFAULT.withHeapBytes(1L << 30), new Cancellation()));
            refused(
                    RequestException.Kind.USAGE,
                    () -> sessions.singleRequests()
                            .run("x = 1", Map.of(), Limits.DEFAULT.withHeapBytes(2L << 30), new Cancellation()));
            other.cancel();
            waiting.join();
            assertThat(sessions.singleRequests()
                            .run("x = 1", Map.of(), Limits.DEFAULT.withHeapBytes(1L << 30), new Cancellation()))
                    .isEqualTo(completed("1"));
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    private static SessionOptions withHeap(long bytes) {
        SessionOptions usual = SessionOptions.DEFAULT;
        return new SessionOptions(usual.model(), usual.mode(), Limits.DEFAULT.withHeapBytes(bytes), usual.settings());
    }

    @Test
    void anInterpreterIsGivenBackOnce() {
        ServerLimits limits =
                new ServerLimits(10, 10, 2, 1L << 30, 1 << 20, Duration.ofMinutes(5), Duration.ofMillis(200));
        Admission admission = new Admission(limits, () -> false);
        Admission.Worker one = admission.takeWorker(Limits.DEFAULT);
        Admission.Worker two = admission.takeWorker(Limits.DEFAULT);
        one.close();
        one.close();
        assertThat(admission.workersTaken()).isEqualTo(1);
        assertThat(admission.tryTakeWorker(Limits.DEFAULT)).isNotNull();
        assertThat(admission.tryTakeWorker(Limits.DEFAULT)).isNull();
        two.close();
    }

    @Test
    void onlyOneMayHaveASessionOpen() {
        Session session;
        try (Sessions second = sessions(ServerLimits.DEFAULT)) {
            try (Sessions first = sessions(ServerLimits.DEFAULT)) {
                session = first.open(SessionOptions.DEFAULT);
                refused(RequestException.Kind.BUSY, () -> second.find(session.id()));
                refused(RequestException.Kind.BUSY, () -> second.close(session.id()));
                assertThat(second.list()).hasSize(1);
            }
            assertThat(second.find(session.id()).run("x = 1", NOBODY, new Cancellation()))
                    .isEqualTo(completed("1"));
        }
    }

    @Test
    void aQuestionThatFailedIsForgotten() {
        String id;
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            Session session = sessions.open(SessionOptions.DEFAULT);
            id = session.id();
            assertThatThrownBy(() -> session.ask(new Question("fail", Map.of("d", "text"), Optional.empty()), NOBODY))
                    .isInstanceOf(ModelException.class);
        }
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            assertThat(sessions.find(id).documents()).isEmpty();
            sessions.find(id).ask(Question.of("Hello"), NOBODY);
            assertThat(model.heard()).containsExactly("Hello");
        }
    }

    @Test
    void anIdleSessionGivesItsInterpreterBackAndRebuildsIt() throws InterruptedException {
        try (Sessions sessions = sessions(limits(9, 9, 9, Duration.ofMillis(50)))) {
            Session session = sessions.open(SessionOptions.DEFAULT);
            session.run("x = 1", NOBODY, new Cancellation());
            until(() -> sandbox.alive.get() == 0);
            assertThat(session.run("x", NOBODY, new Cancellation())).isEqualTo(completed("1"));
        }
    }

    @Test
    void aWorkerIsTakenFromWhoIsIdleAndNeverFromWhoIsAtWork() throws Exception {
        try (Sessions sessions = sessions(limits(9, 9, 1, Duration.ofHours(1)))) {
            Session first = sessions.open(SessionOptions.DEFAULT);
            Session second = sessions.open(SessionOptions.DEFAULT);
            first.run("x = 1", NOBODY, new Cancellation());
            second.run("x = 2", NOBODY, new Cancellation());
            assertThat(sandbox.alive).hasValue(1);
            assertThat(first.run("x", NOBODY, new Cancellation())).isEqualTo(completed("1"));

            var waiting = inBackground(() -> second.run("wait", NOBODY, new Cancellation()));
            sandbox.waiting.await();
            refused(RequestException.Kind.OVERLOADED, () -> first.run("x", NOBODY, new Cancellation()));
            refused(
                    RequestException.Kind.OVERLOADED,
                    () -> sessions.singleRequests().run("x", Map.of(), Limits.DEFAULT, new Cancellation()));
            refused(RequestException.Kind.BUSY, () -> second.bind(Map.of()));
            second.cancel();
            assertThat(waiting.get(5, TimeUnit.MINUTES)).isInstanceOf(Execution.Cancelled.class);
            assertThat(first.run("x", NOBODY, new Cancellation())).isEqualTo(completed("1"));
        }
    }

    @Test
    void noMoreQuestionsThanAllowedAreWorkedOn() throws Exception {
        try (Sessions sessions = sessions(limits(9, 1, 9, Duration.ofHours(1)))) {
            Session first = sessions.open(SessionOptions.DEFAULT);
            Session second = sessions.open(SessionOptions.DEFAULT);
            var waiting = inBackground(() -> first.run("wait", NOBODY, new Cancellation()));
            sandbox.waiting.await();
            assertThat(sessions.isReady()).isFalse();
            refused(RequestException.Kind.OVERLOADED, () -> second.run("x", NOBODY, new Cancellation()));
            first.cancel();
            waiting.get(5, TimeUnit.MINUTES);
            until(sessions::isReady);
        }
    }

    @Test
    void noMoreSessionsThanAllowedAreOpenUnlessOneIsIdle() {
        try (Sessions sessions = sessions(limits(1, 9, 9, Duration.ofHours(1)))) {
            sessions.open(SessionOptions.DEFAULT);
            refused(RequestException.Kind.OVERLOADED, () -> sessions.open(SessionOptions.DEFAULT));
        }
        try (Sessions sessions = sessions(limits(1, 9, 9, Duration.ofMillis(1)))) {
            Session first = sessions.open(SessionOptions.DEFAULT);
            first.run("x = 1", NOBODY, new Cancellation());
            Session second = onceThereIsRoom(() -> sessions.open(SessionOptions.DEFAULT));
            assertThat(onceThereIsRoom(() -> first.run("x", NOBODY, new Cancellation())))
                    .isEqualTo(completed("1"));
            assertThat(onceThereIsRoom(() -> sessions.find(second.id()).run("y = 1", NOBODY, new Cancellation())))
                    .isEqualTo(completed("1"));
        }
    }

    @Test
    void closingEndsWhatDoesNotEndByItself() throws Exception {
        Sessions sessions = sessions(ServerLimits.DEFAULT);
        Session session = sessions.open(SessionOptions.DEFAULT);
        var waiting = inBackground(() -> session.ask(Question.of("run wait"), NOBODY));
        sandbox.waiting.await();
        var closing = inBackground(() -> {
            sessions.close();
            return true;
        });
        until(() -> !sessions.isReady());
        refused(RequestException.Kind.CLOSING, () -> sessions.open(SessionOptions.DEFAULT));
        refused(RequestException.Kind.CLOSING, () -> session.run("x", NOBODY, new Cancellation()));
        assertThat(waiting.get(5, TimeUnit.MINUTES)).isInstanceOf(Outcome.Cancelled.class);
        closing.get(5, TimeUnit.MINUTES);
        assertThat(sandbox.alive).hasValue(0);
    }

    @Test
    void closingWaitsForWhatEnds() throws Exception {
        Sessions sessions = sessions(ServerLimits.DEFAULT, Duration.ofMinutes(5));
        Session session = sessions.open(SessionOptions.DEFAULT);
        var closing = new CompletableFuture<Void>();
        Outcome outcome = session.ask(Question.of("run x = 1"), event -> {
            if (event instanceof AgentEvent.RunStarted) {
                Thread.ofVirtual().start(() -> {
                    sessions.close();
                    closing.complete(null);
                });
                until(() -> !sessions.isReady());
            }
        });
        assertThat(outcome).isInstanceOf(Outcome.Answered.class);
        closing.get(5, TimeUnit.MINUTES);
    }

    @Test
    void aSnippetRunsInAnInterpreterOfItsOwn() {
        try (Sessions sessions = sessions(ServerLimits.DEFAULT)) {
            assertThat(sessions.singleRequests().run("documents", Map.of("a", "b"), Limits.DEFAULT, new Cancellation()))
                    .isEqualTo(completed("{a=b}"));
            assertThat(sandbox.alive).hasValue(0);
        }
    }

    private static <T> CompletableFuture<T> inBackground(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, task -> Thread.ofVirtual().start(task));
    }

    private static Execution completed(String value) {
        return new Execution.Completed(value, Execution.Output.NONE, Duration.ofMillis(1));
    }

    private static void refused(RequestException.Kind kind, ThrowingCallable request) {
        assertThatThrownBy(request)
                .isInstanceOfSatisfying(
                        RequestException.class,
                        refusal -> assertThat(refusal.kind()).isEqualTo(kind));
    }

    private static void until(java.util.function.BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(1_000_000);
        }
    }

    /// A session that is idle may just be giving its interpreter back.
    private static <T> T onceThereIsRoom(Supplier<T> request) {
        AtomicReference<T> result = new AtomicReference<>();
        until(() -> {
            try {
                result.set(request.get());
                return true;
            } catch (RequestException full) {
                assertThat(full.kind()).isEqualTo(RequestException.Kind.OVERLOADED);
                return false;
            }
        });
        return result.get();
    }

    private static ServerLimits limits(int sessions, int questions, int workers, Duration idle) {
        return new ServerLimits(sessions, questions, workers, 16L << 30, 1 << 20, idle, Duration.ofMillis(200));
    }

    private Sessions sessions(ServerLimits limits) {
        return sessions(limits, Duration.ofMillis(500));
    }

    private Sessions sessions(ServerLimits limits, Duration grace) {
        ServerLimits changed = new ServerLimits(
                limits.sessions(),
                limits.questions(),
                limits.workers(),
                limits.heapBytes(),
                limits.messageBytes(),
                limits.idle(),
                grace);
        return new Sessions(model, sandbox, List.of(), changed, folder.resolve("sessions.db"));
    }
}
