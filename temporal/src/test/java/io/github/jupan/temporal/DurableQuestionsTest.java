package io.github.jupan.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Settings;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(900)
final class DurableQuestionsTest {

    private final TestTemporal temporal = TestTemporal.inThisJvm();
    private final TinySandbox sandbox = new TinySandbox();
    private TemporalServer server;
    private DurableQuestions questions;

    @BeforeEach
    void connect() {
        server = TemporalServer.connect(temporal.address());
        questions = new DurableQuestions(server);
    }

    @AfterEach
    void disconnect() {
        server.close();
        temporal.close();
        assertThat(sandbox.alive).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(
            value = Scripts.class,
            names = {"COUNTING", "TWO_RUNS_WITH_VARIABLES", "TOOLS_REFUSED", "STEP_LIMIT"})
    void isAnsweredAsByThePlainAgent(Scripts script) throws Exception {
        List<String> plain = plain(script.model(Chunks.whole()));
        try (ScriptedModel model = script.model(Chunks.random(3, 9));
                Machine _ = new Machine(model)) {
            DurableAsking asking = questions.start(question(), id());
            assertThat(lines(asking)).isEqualTo(plain);
            // Whoever comes later hears all of it.
            assertThat(lines(questions.start(question(), asking.id()))).isEqualTo(plain);
        }
    }

    @Test
    void isCancelledWithinATurn() throws Exception {
        try (ScriptedModel model =
                        ScriptedModel.of(Script.turn().thenSay("I think").then(new Script.Step.Hang()));
                Machine _ = new Machine(model)) {
            DurableAsking asking = questions.start(question(), id());
            CompletableFuture<List<AgentEvent>> events = heard(asking);
            until(() -> !model.requests().isEmpty());
            asking.cancel();
            assertThat(events.get(5, TimeUnit.MINUTES).getLast())
                    .isInstanceOfSatisfying(
                            AgentEvent.Ended.class,
                            ended -> assertThat(ended.outcome()).isInstanceOf(Outcome.Cancelled.class));
            assertThat(model.cancelled(1)).isTrue();
        }
    }

    @Test
    void isCancelledWithinARun() throws Exception {
        try (ScriptedModel model = ScriptedModel.of(Script.turn().thenSay("```python\nwait\n```"));
                Machine _ = new Machine(model)) {
            DurableAsking asking = questions.start(question(), id());
            CompletableFuture<List<AgentEvent>> events = heard(asking);
            sandbox.waiting.await();
            asking.cancel();
            assertThat(events.get(5, TimeUnit.MINUTES))
                    .extracting(event -> EventJson.of(event).path("type").asText())
                    .endsWith("run_start", "run", "end");
            assertThat(asking.await(event -> {})).isInstanceOf(Outcome.Cancelled.class);
        }
    }

    @Test
    void isCancelledWhereNobodyIsAtWork() throws Exception {
        DurableAsking asking = questions.start(question(), id());
        asking.cancel();
        try (ScriptedModel model = ScriptedModel.of();
                Machine _ = new Machine(model)) {
            assertThat(asking.await(event -> {})).isInstanceOf(Outcome.Cancelled.class);
        }
    }

    @Test
    void endsWhenItsTimeIsOver() throws Exception {
        try (ScriptedModel model = ScriptedModel.of(Script.hang());
                Machine _ = new Machine(model)) {
            Outcome outcome = questions
                    .start(question("Count", Map.of(), Optional.of(Duration.ofSeconds(3))), id())
                    .await(event -> {});
            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Deadline.class,
                            late -> assertThat(late.time()).isEqualTo(Duration.ofSeconds(3)));
        }
    }

    @Test
    void asksAProviderAgainThatFailsForAWhile() throws Exception {
        try (ScriptedModel model = ScriptedModel.of(
                        Script.fail(new HttpException(503, "overloaded")),
                        Script.fail(new HttpException(429, "slow down, try again in 1s")),
                        Script.say("It is there."));
                Machine _ = new Machine(model)) {
            Recording<AgentEvent> heard = new Recording<>();
            Outcome outcome = questions.start(question(), id()).await(heard::accept);
            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
            assertThat(heard.only(AgentEvent.TurnStarted.class)).containsExactly(new AgentEvent.TurnStarted(1));
        }
    }

    @Test
    void failsAtOnceWhereAskingAgainCannotHelp() throws Exception {
        try (ScriptedModel model = ScriptedModel.of(Script.fail(new HttpException(401, "wrong key")));
                Machine _ = new Machine(model)) {
            DurableAsking asking = questions.start(question(), id());
            assertThatThrownBy(() -> asking.await(event -> {}))
                    .isInstanceOfSatisfying(
                            ModelException.class,
                            failure -> assertThat(failure.retry()).isEqualTo(ModelException.Retry.WILL_NOT_HELP))
                    .hasMessage("The provider refused the API key; check it. (HTTP 401) wrong key");
        }
    }

    @Test
    void anIdHasOneQuestion() throws Exception {
        try (ScriptedModel model = ScriptedModel.of(Script.say("It is there."));
                Machine _ = new Machine(model)) {
            DurableAsking asking = questions.start(question(), id());
            asking.await(event -> {});
            assertThat(questions.start(question(), asking.id()).question()).isEqualTo(question());
            assertThatThrownBy(() -> questions.start(DurableQuestion.of("Another"), asking.id()))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("another question was asked under the id " + asking.id());
        }
    }

    @Test
    void refusesWhatIsTooLargeBeforeItIsAsked() {
        DurableQuestion large = question("Count", Map.of("book", "é".repeat(1_000_000)), Optional.empty());
        assertThatThrownBy(() -> questions.start(large, id()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a durable question and its documents may have 1.9 MB together, not 2.0");
    }

    @Test
    void saysThatAStepIsTooLarge() throws Exception {
        DurableQuestion large = question("a".repeat(700_000), Map.of(), Optional.empty());
        try (ScriptedModel model =
                        ScriptedModel.of(Script.turn().thenSay("```python\nprint message\nprint message\n```"));
                Machine _ = new Machine(model)) {
            DurableAsking asking = questions.start(large, id());
            assertThatThrownBy(() -> asking.await(event -> {}))
                    .isInstanceOf(TemporalException.class)
                    .hasMessageStartingWith("a step of this question gave 2.8");
        }
    }

    private static String id() {
        return UUID.randomUUID().toString();
    }

    private static DurableQuestion question() {
        return question("Count", Map.of("a", "b"), Optional.empty());
    }

    private static DurableQuestion question(String text, Map<String, String> documents, Optional<Duration> time) {
        Settings usual = Settings.USUAL;
        Settings settings = new Settings(
                usual.dialect(),
                usual.thinking(),
                usual.temperature(),
                usual.topP(),
                usual.seed(),
                usual.maxTokens(),
                usual.reasoningEffort(),
                Optional.of(4),
                time,
                Optional.of(1_000_000),
                usual.stall(),
                usual.system());
        SessionOptions options = new SessionOptions(
                Optional.empty(), SessionOptions.DEFAULT.mode(), SessionOptions.DEFAULT.limits(), settings);
        return new DurableQuestion(text, documents, options);
    }

    private static CompletableFuture<List<AgentEvent>> heard(DurableAsking asking) {
        CompletableFuture<List<AgentEvent>> all = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                Recording<AgentEvent> heard = new Recording<>();
                asking.await(heard::accept);
                all.complete(heard.events());
            } catch (Throwable failure) {
                all.completeExceptionally(failure);
            }
        });
        return all;
    }

    private static List<String> lines(DurableAsking asking) throws InterruptedException {
        Recording<AgentEvent> heard = new Recording<>();
        asking.await(heard::accept);
        return lines(heard);
    }

    private static List<String> lines(Recording<AgentEvent> heard) {
        return heard.merged(DurableQuestionsTest::joined).stream()
                .map(event -> EventJson.of(event).toString())
                .toList();
    }

    private static @Nullable AgentEvent joined(AgentEvent first, AgentEvent second) {
        return switch (first) {
            case AgentEvent.Text a when second instanceof AgentEvent.Text b -> new AgentEvent.Text(a.text() + b.text());
            case AgentEvent.Thinking a
            when second instanceof AgentEvent.Thinking b -> new AgentEvent.Thinking(a.text() + b.text());
            case AgentEvent.Code a
            when second instanceof AgentEvent.Code b -> new AgentEvent.Code(a.run(), a.text() + b.text());
            case AgentEvent.Printed a
            when second instanceof AgentEvent.Printed b ->
                new AgentEvent.Printed(a.run(), a.channel(), a.text() + b.text());
            default -> null;
        };
    }

    private List<String> plain(ScriptedModel model) {
        DurableQuestion question = question();
        Recording<AgentEvent> heard = new Recording<>();
        try (model;
                var conversation = question.options()
                        .settings()
                        .agent(new ModelSource.Opened("scripted:one", model, Dialect.AUTO))
                        .sandbox(new TinySandbox())
                        .build()
                        .open()) {
            conversation.ask(new Question(question.text(), question.documents(), Optional.empty()), heard::accept);
        }
        return lines(heard);
    }

    private static void until(BooleanSupplier holds) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!holds.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not come to be within 5 minutes");
            }
            Thread.sleep(5);
        }
    }

    /// A worker of its own connection, which ends without a word.
    private final class Machine implements AutoCloseable {
        private final TemporalServer own = TemporalServer.connect(temporal.address());
        private final WorkerFactory factory = TestWorkers.factory(own);
        private final QuestionWorker questionWorker;

        private Machine(StreamingChatModel model) {
            WorkerOptions options = TemporalWorker.options(4);
            Worker worker = factory.newWorker(TemporalServer.TASK_QUEUE, options);
            questionWorker = QuestionWorker.in(factory, worker, options, own, new OneModel(model), sandbox);
            factory.start();
        }

        @Override
        public void close() {
            factory.shutdownNow();
            factory.awaitTermination(1, TimeUnit.MINUTES);
            questionWorker.close();
            own.close();
        }
    }
}
