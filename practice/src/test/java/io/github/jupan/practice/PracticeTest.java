package io.github.jupan.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.RateLimitException;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Patience;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
final class PracticeTest {

    /// For modes in which no code runs.
    private static final Sandbox NONE = new Sandbox() {
        @Override
        public Interpreter open(Limits limits) {
            throw new AssertionError("no code runs here");
        }

        @Override
        public void close() {}
    };

    @TempDir
    Path path;

    @Test
    void everyAttemptIsMadeOnceWithASeedOfItsOwn() {
        PracticeFolder folder = folder(List.of(Mode.DIRECT, Mode.THINK), 3, exercises(5));
        Map<Long, String> seeds = new ConcurrentHashMap<>();
        List<PracticeProgress> heard = new ArrayList<>();
        PracticeProgress end = practice((request, seed) -> {
                    assertThat(seeds.put(seed, AnsweringModel.asked(request))).isNull();
                    return "It is " + AnsweringModel.asked(request).replaceAll("\\D", "") + ".";
                })
                .connections(4)
                .listener(progress -> {
                    synchronized (heard) {
                        heard.add(progress);
                    }
                })
                .run(folder);
        assertThat(end.finished()).isEqualTo(30);
        assertThat(end.right()).isEqualTo(30);
        assertThat(heard).hasSize(30);
        List<Attempt> attempts = attempts(folder);
        assertThat(attempts).hasSize(30).extracting(Attempt::key).doesNotHaveDuplicates();
        assertThat(attempts).allSatisfy(attempt -> {
            assertThat(seeds).containsKey(attempt.rollout().seed());
            assertThat(attempt.rollout().seed()).isEqualTo(attempt.key().seed(7));
            assertThat(attempt.rollout().usage().outputTokens()).isPositive();
        });
    }

    @Test
    void aRolloutSaysWhoWroteWhat() {
        PracticeFolder folder = folder(List.of(Mode.CODE), 1, List.of(Exercise.of("r", "How many r's?", "3")));
        try (Sandbox sandbox = new WorkerSandbox()) {
            new Practice(
                            AnsweringModel.source((request, seed) -> switch (request.messages()
                                    .size()) {
                                case 2 -> "Let me see.\n```python\n'strawberry'.cuont('r')\n```\n";
                                case 4 -> "```python\n'strawberry'.count('r')\n```\n";
                                default -> "<think>fine</think>There are 3.";
                            }),
                            sandbox,
                            Scorers.of("computed", () -> sandbox))
                    .run(folder);
        }
        Attempt attempt = attempts(folder).getFirst();
        assertThat(attempt.score()).isEqualTo(Score.right("3"));
        Rollout rollout = attempt.rollout();
        assertThat(rollout.answer()).isEqualTo("There are 3.");
        assertThat(rollout.evidence()).containsExactly(new Evidence("3", 10, 11, new Evidence.Source.Computed(2)));
        assertThat(rollout.runs())
                .extracting(Rollout.Run::turn, Rollout.Run::status, Rollout.Run::value, Rollout.Run::error)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, Rollout.Status.RAISED, "", "AttributeError"),
                        org.assertj.core.groups.Tuple.tuple(2, Rollout.Status.COMPLETED, "3", ""));
        assertThat(rollout.pieces().getFirst().text()).contains("```python");
        assertThat(rollout.pieces().get(4).text())
                .startsWith("<result run=\"1\">")
                .contains("AttributeError");
        assertThat(rollout.pieces())
                .extracting(Piece::kind, Piece::turn)
                .map(Object::toString)
                .containsExactly(
                        "(SYSTEM, 0)",
                        "(QUESTION, 0)",
                        "(TEXT, 1)",
                        "(CODE, 1)",
                        "(RESULT, 1)",
                        "(CODE, 2)",
                        "(RESULT, 2)",
                        "(THINKING, 3)",
                        "(TEXT, 3)");
        assertThat(rollout.pieces().get(3).text()).isEqualTo("'strawberry'.cuont('r')");
        assertThat(rollout.pieces().get(7).text()).isEqualTo("fine");
    }

    @Test
    void whatWasTakenForTextIsThinkingAfterAll() {
        PracticeFolder folder = folder(List.of(Mode.THINK), 1, exercises(1));
        practice((request, seed) -> "Hmm, 100.\n</think>\nIt is 100.").run(folder);
        assertThat(attempts(folder).getFirst().rollout().pieces())
                .extracting(piece -> piece.kind() + " " + piece.text().strip())
                .endsWith("THINKING Hmm, 100.", "TEXT It is 100.")
                .hasSize(4);
    }

    @Test
    void aBlockThatTurnsOutToBeAProgramIsCode() {
        PracticeFolder folder = folder(List.of(Mode.CODE), 1, List.of(Exercise.of("r", "6 * 7?", "42")));
        try (Sandbox sandbox = new WorkerSandbox()) {
            new Practice(
                            AnsweringModel.source(
                                    (request, seed) -> request.messages().size() == 2
                                            ? "So:\n```\nx = 6\nprint(x * 7)\n```"
                                            : "It is 42."),
                            sandbox,
                            Scorers.of("number", () -> NONE))
                    .run(folder);
        }
        assertThat(attempts(folder).getFirst().rollout().pieces())
                .extracting(piece -> piece.kind() + " " + piece.text().strip())
                .contains("TEXT So:", "CODE x = 6\nprint(x * 7)", "TEXT It is 42.")
                .hasSize(6);
    }

    @Test
    void aProviderThatFailsIsNoWrongAnswer() {
        PracticeFolder folder = folder(List.of(Mode.DIRECT), 2, exercises(10));
        AtomicInteger asked = new AtomicInteger();
        PracticeProgress first = practice((request, seed) -> {
                    if (asked.incrementAndGet() % 4 == 0) {
                        throw new AuthenticationException("no");
                    }
                    return "no idea";
                })
                .run(folder);
        assertThat(first.finished()).isEqualTo(15);
        assertThat(first.failed()).isEqualTo(5);
        assertThat(first.right()).isZero();
        try (Stream<Attempt.Failed> failures = folder.failures()) {
            assertThat(failures).hasSize(5).noneMatch(Attempt.Failed::mayHelp);
        }
        PracticeProgress second = practice((request, seed) ->
                        "It is " + AnsweringModel.asked(request).replaceAll("\\D", ""))
                .run(folder);
        assertThat(second.finished()).isEqualTo(20);
        assertThat(second.right()).isEqualTo(5);
        assertThat(attempts(folder))
                .extracting(Attempt::key)
                .doesNotHaveDuplicates()
                .hasSize(20);
    }

    @Test
    void aProviderThatOnlyFailsEndsThePractice() {
        PracticeFolder folder = folder(List.of(Mode.DIRECT), 10, exercises(10));
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> practice((request, seed) -> {
                            asked.incrementAndGet();
                            throw new AuthenticationException("no");
                        })
                        .run(folder))
                .isInstanceOf(ModelException.class);
        assertThat(asked.get()).isEqualTo(20);
    }

    @Test
    void aCancelledPracticeGoesOnWhereItWas() {
        PracticeFolder folder = folder(List.of(Mode.DIRECT), 2, exercises(10));
        Cancellation cancellation = new Cancellation();
        AtomicInteger asked = new AtomicInteger();
        PracticeProgress first = practice((request, seed) -> {
                    if (asked.incrementAndGet() == 8) {
                        cancellation.cancel();
                    }
                    return "1";
                })
                .cancellation(cancellation)
                .run(folder);
        assertThat(first.finished()).isBetween(7, 8);
        practice((request, seed) -> "1").run(folder);
        assertThat(attempts(folder))
                .extracting(Attempt::key)
                .doesNotHaveDuplicates()
                .hasSize(20);
        assertThat(attempts(folder))
                .noneMatch(attempt -> attempt.rollout().outcome().equals("cancelled"));
    }

    @Test
    void aScorerThatFailsStopsIt() {
        PracticeFolder folder = folder(List.of(Mode.DIRECT), 1, exercises(10));
        Scorer failing = new Scorer() {
            @Override
            public String name() {
                return "failing";
            }

            @Override
            public Score score(Exercise exercise, Rollout rollout) {
                throw new PracticeException("no");
            }
        };
        Practice practice = new Practice(AnsweringModel.source((request, seed) -> "1"), NONE, failing).connections(3);
        assertThatThrownBy(() -> practice.run(folder))
                .isInstanceOf(PracticeException.class)
                .hasMessage("no");
        assertThat(attempts(folder)).isEmpty();
    }

    @Test
    void lessonsStandBehindTheRestOfThePrompt() {
        PracticeFolder folder = folder(List.of(Mode.DIRECT), 1, exercises(2));
        practice((request, seed) -> "1")
                .lessons(exercise -> "LESSON for " + exercise.id())
                .run(folder);
        List<String> prompts = attempts(folder).stream()
                .map(attempt -> attempt.rollout().pieces().getFirst().text())
                .sorted()
                .toList();
        assertThat(prompts.get(0)).endsWith("\n\nLESSON for e0");
        assertThat(prompts.get(1)).endsWith("\n\nLESSON for e1");
        assertThat(prompts.get(0).replace("LESSON for e0", ""))
                .isEqualTo(prompts.get(1).replace("LESSON for e1", ""));
    }

    @Test
    void aRateLimitIsWaitedForAndPassingFailuresMayHelp() {
        PracticeFolder folder = folder(List.of(Mode.DIRECT), 1, exercises(1));
        AgentSource impatient = (seed, heard) -> AnsweringModel.source((request, any) -> {
                    throw new RateLimitException("slow down");
                })
                .agent(seed, heard)
                .patience(new Patience(Duration.ofMinutes(1), 1, Duration.ofMillis(1)));
        new Practice(impatient, NONE, Scorers.of("number", () -> NONE)).run(folder);
        try (Stream<Attempt.Failed> failures = folder.failures()) {
            assertThat(failures).hasSize(1).allMatch(Attempt.Failed::mayHelp);
        }
    }

    private static Practice practice(
            java.util.function.BiFunction<dev.langchain4j.model.chat.request.ChatRequest, Long, String> answers) {
        return new Practice(AnsweringModel.source(answers), NONE, Scorers.of("number", () -> NONE));
    }

    private static List<Exercise> exercises(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Exercise.of("e" + i, "Say " + (100 + i) + ".", String.valueOf(100 + i)))
                .collect(Collectors.toList());
    }

    private PracticeFolder folder(List<Mode> modes, int epochs, List<Exercise> exercises) {
        return PracticeFolder.write(
                path,
                new PracticeSettings(ModelSettings.of("scripted"), modes, epochs, 7, "number", "", Instant.EPOCH),
                exercises);
    }

    private static List<Attempt> attempts(PracticeFolder folder) {
        try (Stream<Attempt> attempts = folder.attempts()) {
            return attempts.toList();
        }
    }
}
