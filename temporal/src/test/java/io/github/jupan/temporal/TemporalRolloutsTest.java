package io.github.jupan.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.AuthenticationException;
import io.github.jupan.agent.ModelException;
import io.github.jupan.practice.AgentSource;
import io.github.jupan.practice.AnsweringModel;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Practice;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeProgress;
import io.github.jupan.practice.Scorers;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.server.RequestException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(1_200)
final class TemporalRolloutsTest {

    @TempDir
    Path path;

    private final TestTemporal temporal = TestTemporal.inThisJvm();
    private TemporalServer server;

    @BeforeEach
    void connect() {
        server = TemporalServer.connect(temporal.address());
    }

    @AfterEach
    void end() {
        server.close();
        temporal.close();
    }

    @Test
    void attemptsOfWorkersAreThoseOfOneMachine() {
        PracticeFolder here = Practised.folder(path.resolve("here"), 65, 2);
        new Practice(
                        AnsweringModel.source(Practised::answer),
                        Practised.NONE,
                        Scorers.of("number", () -> Practised.NONE))
                .connections(4)
                .run(here);
        PracticeFolder there = Practised.folder(path.resolve("there"), 65, 2);
        try (var _ = worker(AnsweringModel.source(Practised::answer));
                var _ = worker(AnsweringModel.source(Practised::answer))) {
            PracticeProgress end = practice().run(there);
            assertThat(end.finished()).isEqualTo(130);
            assertThat(end.failed()).isZero();
        }
        assertThat(Practised.attempts(there)).hasSize(130).isEqualTo(Practised.attempts(here));
        assertThat(PracticeState.of(there.path()).open()).isEmpty();
    }

    @Test
    void whoGoesOnTakesWhatWasMadeMeanwhile() throws Exception {
        PracticeFolder folder = Practised.folder(path.resolve("practice"), 12, 1);
        Map<Long, AtomicInteger> asked = new ConcurrentHashMap<>();
        CountDownLatch go = new CountDownLatch(1);
        Cancellation cancellation = new Cancellation();
        AgentSource agents = AnsweringModel.source((request, seed) -> {
            int times = asked.computeIfAbsent(seed, _ -> new AtomicInteger()).incrementAndGet();
            if (asked.size() > 6 && times == 1) {
                cancellation.cancel();
                await(go);
            }
            return Practised.answer(request, seed);
        });
        try (var _ = worker(agents)) {
            PracticeProgress first = practice().cancellation(cancellation).run(folder);
            assertThat(first.finished()).isLessThan(12);
            go.countDown();
            PracticeProgress second = practice().run(folder);
            assertThat(second.finished()).isEqualTo(12);
        }
        assertThat(Practised.attempts(folder)).hasSize(12);
        assertThat(asked.values().stream().mapToInt(AtomicInteger::get).sum())
                .as("a finished attempt is not made again, one that was under way is")
                .isLessThanOrEqualTo(12 + 2);
    }

    @Test
    void aModelThatCannotBeReachedIsNoWrongAnswer() {
        PracticeFolder folder = Practised.folder(path.resolve("practice"), 3, 1);
        AgentSource refusing = AnsweringModel.source((request, seed) -> {
            throw new AuthenticationException("no such key");
        });
        try (var _ = worker(refusing)) {
            PracticeProgress end = practice().run(folder);
            assertThat(end.failed()).isEqualTo(3);
            assertThat(end.finished()).isZero();
        }
        try (Stream<Attempt.Failed> failures = folder.failures()) {
            assertThat(failures).hasSize(3).allMatch(failed -> !failed.message().isEmpty());
        }
        try (var _ = worker(AnsweringModel.source(Practised::answer))) {
            assertThat(practice().run(folder).finished()).isEqualTo(3);
        }
    }

    @Test
    void whatAWorkerCannotDoIsSaidInOneLine() {
        PracticeFolder folder = Practised.folder(path.resolve("practice"), 3, 1);
        WorkerAgents none = options -> {
            throw new RequestException(
                    RequestException.Kind.MODEL, "no key for " + options.model().orElse(""));
        };
        try (var _ = TestWorkers.start(server, 2, none)) {
            assertThatThrownBy(() -> practice().run(folder))
                    .isInstanceOf(ModelException.class)
                    .hasMessageMatching("the worker \\d+@\\S+ cannot: no key for scripted");
        }
        try (var _ = worker(AnsweringModel.source(Practised::answer))) {
            assertThat(practice().run(folder).finished()).isEqualTo(3);
        }
    }

    @Test
    void aSandboxThatFailsAgainAndAgainIsSaidInOneLine() {
        PracticeFolder folder = Practised.folder(path.resolve("practice"), 1, 1);
        AtomicInteger tries = new AtomicInteger();
        WorkerAgents broken = options -> (seed, heard) -> {
            tries.incrementAndGet();
            throw new SandboxException("no worker can be started");
        };
        try (var _ = TestWorkers.start(server, 2, broken)) {
            assertThatThrownBy(() -> practice().run(folder))
                    .isInstanceOf(ModelException.class)
                    .hasMessageEndingWith(" cannot: no worker can be started");
        }
        assertThat(tries).hasValue(3);
    }

    @Test
    void anExerciseThatIsTooLongToTravelIsRefused() {
        Exercise exercise = Exercise.of("long", "Which?", "1");
        PracticeFolder folder = PracticeFolder.write(
                path.resolve("practice"),
                Practised.folder(path.resolve("other"), 1, 1).settings(),
                List.of(new Exercise(
                        exercise.id(),
                        exercise.question(),
                        "",
                        Map.of("book.txt", "x".repeat(2_000_000)),
                        exercise.targets(),
                        List.of(),
                        "",
                        exercise.source(),
                        Map.of())));
        assertThatThrownBy(() -> practice().run(folder))
                .isInstanceOf(PracticeException.class)
                .hasMessageContaining("the exercise long has 2000")
                .hasMessageEndingWith("leave out --on");
    }

    private Practice practice() {
        return new Practice(
                new TemporalRollouts(server, Practised.OPTIONS, note -> {}),
                Scorers.of("number", () -> Practised.NONE));
    }

    private TemporalWorker worker(AgentSource agents) {
        return TestWorkers.start(server, 2, options -> agents);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
