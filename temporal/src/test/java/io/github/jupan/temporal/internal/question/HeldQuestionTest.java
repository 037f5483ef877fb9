package io.github.jupan.temporal.internal.question;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.server.ModelSource;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Settings;
import io.github.jupan.temporal.DurableQuestion;
import io.github.jupan.temporal.OneModel;
import io.github.jupan.temporal.Scripts;
import io.github.jupan.temporal.TinySandbox;
import io.github.jupan.temporal.internal.question.HeldQuestion.Given;
import io.github.jupan.temporal.internal.question.StepRequest.End;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class HeldQuestionTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final JsonMapper JSON = new JsonMapper();

    private final TinySandbox sandbox = new TinySandbox();

    @ParameterizedTest
    @EnumSource(Scripts.class)
    void isTheSameQuestionAsThePlainAgents(Scripts script) throws Exception {
        List<String> plain = plain(script.model(Chunks.random(7, 9)));
        try (ScriptedModel model = script.model(Chunks.random(7, 9))) {
            assertThat(lines(steps(model, GivenUp.NEVER))).isEqualTo(plain);
        }
        assertThat(sandbox.alive).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(Scripts.class)
    void isTheSameWhereEachStepIsAnotherWorkers(Scripts script) throws Exception {
        List<String> plain = plain(script.model(Chunks.random(7, 9)));
        // Its end says that no turn was asked for twice.
        try (ScriptedModel model = script.model(Chunks.random(7, 9))) {
            assertThat(lines(steps(model, GivenUp.AFTER_EACH_STEP))).isEqualTo(plain);
        }
        assertThat(sandbox.alive).hasValue(0);
    }

    @Test
    void repeatsTheRunsThatLeftTheVariables() throws Exception {
        try (ScriptedModel model = Scripts.TWO_RUNS_WITH_VARIABLES.model(Chunks.whole())) {
            steps(model, GivenUp.AFTER_EACH_STEP);
        }
        assertThat(sandbox.ran).containsExactly("x = 7\nprint x", "x = 7\nprint x", "x += 1\nx");
    }

    @Test
    void tellsTheModelWhereVariablesCannotBeBroughtBack() throws Exception {
        Script[] script = {
            Script.turn().thenSay("```python\nrandom\n```"),
            Script.turn().thenSay("```python\nmessage\n```"),
            Script.turn()
                    .thenSay("```python\nmessage\nmessage\n```")
                    .expecting(
                            "say that the variables are gone",
                            request -> request.toString().contains("All variables are gone")),
            Script.say("It is Count.")
        };
        try (ScriptedModel model = ScriptedModel.of(script)) {
            List<ObjectNode> events = events(steps(model, GivenUp.AFTER_EACH_STEP));
            assertThat(events.stream()
                            .filter(event -> event.path("type").asText().equals("run")))
                    .extracting(event -> event.path("status").asText() + " "
                            + event.path("state_lost").asBoolean())
                    .containsExactly("completed false", "limit true", "completed false");
        }
    }

    @Test
    void goesOnAfterARunThatWasStoppedWhereItsVariablesStillAre() throws Exception {
        Script[] script = {
            Script.turn().thenSay("```python\nx = 5\nlate\n```"),
            Script.turn().thenSay("```python\nx\n```"),
            Script.say("It is 5.")
        };
        try (ScriptedModel model = ScriptedModel.of(script)) {
            assertThat(events(steps(model, GivenUp.NEVER)))
                    .filteredOn(event -> event.path("type").asText().equals("run"))
                    .extracting(event -> event.path("value").asText())
                    .containsExactly("null", "5");
        }
    }

    @Test
    void cancelsATurnUnderWay() throws Exception {
        try (ScriptedModel model =
                        ScriptedModel.of(Script.turn().thenSay("I think").then(new Script.Step.Hang()));
                HeldQuestion held = held(model, List.of())) {
            held.goOn();
            assertThat(held.poll(Duration.ofMillis(200))).isNull();
            held.end(End.CANCELLED);
            assertThat(types(given(held))).containsExactly("asked", "turn_start", "text", "end cancelled");
            assertThat(model.cancelled(1)).isTrue();
        }
    }

    @Test
    void cancelsARunUnderWay() throws Exception {
        try (ScriptedModel model = ScriptedModel.of(Script.turn().thenSay("```python\nwait\n```"));
                HeldQuestion held = held(model, List.of())) {
            held.goOn();
            assertThat(given(held)).isInstanceOf(Given.Done.class);
            held.goOn();
            sandbox.waiting.await();
            held.end(End.CANCELLED);
            assertThat(types(given(held))).containsExactly("run_start", "run", "end cancelled");
        }
    }

    @Test
    void asksNothingMoreOnceItIsCancelledOrLate() throws Exception {
        for (End end : List.of(End.CANCELLED, End.LATE)) {
            try (ScriptedModel model = ScriptedModel.of(Script.turn().thenSay("```python\nx = 1\n```"))) {
                List<Step> journal = new ArrayList<>();
                try (HeldQuestion held = held(model, journal)) {
                    held.goOn();
                    journal.add(step(given(held)));
                }
                try (HeldQuestion held = held(model, journal)) {
                    held.end(end);
                    Step last = step(given(held));
                    assertThat(types(new Given.Done(last)))
                            .containsExactly("run_start", "run", end == End.LATE ? "end deadline" : "end cancelled");
                    if (end == End.LATE) {
                        assertThat(EventCodec.read(last.events().getLast()))
                                .isInstanceOfSatisfying(
                                        AgentEvent.Ended.class,
                                        ended -> assertThat(ended.outcome())
                                                .isInstanceOfSatisfying(
                                                        Outcome.Deadline.class,
                                                        late -> assertThat(late.time())
                                                                .isEqualTo(Duration.ofMinutes(5))));
                    }
                }
            }
            assertThat(sandbox.ran).isEmpty();
        }
    }

    @Test
    void refusesAJournalThatTellsOfAnotherProgram() throws Exception {
        try (ScriptedModel model = Scripts.COUNTING.model(Chunks.whole())) {
            List<Step> journal = steps(model, GivenUp.NEVER);
            ObjectNode request = journal.getFirst().requests().getFirst();
            assertThat(request.toString()).contains("x = 3");
            Step other = new Step(
                    journal.getFirst().next(),
                    List.of((ObjectNode) JSON.readTree(request.toString().replace("x = 3", "x = 4"))),
                    List.of(),
                    journal.getFirst().events(),
                    "");
            assertThat(failure(model, List.of(other, journal.get(1))))
                    .isInstanceOf(OtherWay.class)
                    .hasMessageContaining("this worker goes another way");
        }
    }

    @Test
    void refusesAJournalThatTellsOfOtherWords() throws Exception {
        try (ScriptedModel model = Scripts.COUNTING.model(Chunks.whole())) {
            List<Step> journal = steps(model, GivenUp.NEVER);
            ObjectNode request = journal.getFirst().requests().getFirst();
            Step other = new Step(
                    journal.getFirst().next(),
                    List.of((ObjectNode) JSON.readTree(request.toString().replace("I count.", "I add."))),
                    List.of(),
                    journal.getFirst().events(),
                    "");
            assertThat(failure(model, List.of(other, journal.get(1))))
                    .isInstanceOf(OtherWay.class)
                    .hasMessageContaining("event 3 of step 1");
        }
    }

    @Test
    void refusesAJournalWhoseRunIsOfAnotherProgram() throws Exception {
        try (ScriptedModel model = Scripts.COUNTING.model(Chunks.whole())) {
            List<Step> journal = steps(model, GivenUp.NEVER);
            List<ObjectNode> events = new ArrayList<>();
            for (ObjectNode event : journal.get(1).events()) {
                events.add((ObjectNode) JSON.readTree(event.toString().replace("x = 3", "x = 2")));
            }
            Step other = new Step(journal.get(1).next(), List.of(), List.of(), events, "");
            assertThat(failure(model, List.of(journal.getFirst(), other)))
                    .isInstanceOf(OtherWay.class)
                    .hasMessageContaining("other code runs in step 2");
        }
    }

    private Throwable failure(StreamingChatModel model, List<Step> journal) throws InterruptedException {
        try (HeldQuestion held = held(model, journal)) {
            held.goOn();
            assertThat(given(held)).isInstanceOf(Given.Failed.class);
        }
        try (HeldQuestion held = held(model, journal)) {
            held.goOn();
            return ((Given.Failed) given(held)).error();
        }
    }

    /// When a worker gives the question up.
    private enum GivenUp {
        NEVER,
        AFTER_EACH_STEP
    }

    private List<Step> steps(StreamingChatModel model, GivenUp givenUp) throws Exception {
        List<Step> journal = new ArrayList<>();
        HeldQuestion held = held(model, journal);
        try {
            while (journal.isEmpty() || journal.getLast().next() != Step.Next.NOTHING) {
                held.goOn();
                journal.add(step(given(held)));
                if (givenUp == GivenUp.AFTER_EACH_STEP && journal.getLast().next() != Step.Next.NOTHING) {
                    held.close();
                    held = held(model, journal);
                }
            }
        } finally {
            held.close();
        }
        return journal;
    }

    private HeldQuestion held(StreamingChatModel model, List<Step> journal) {
        return new HeldQuestion(question(), journal, new OneModel(model), sandbox);
    }

    private static DurableQuestion question() {
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
                usual.time(),
                usual.contextTokens(),
                usual.stall(),
                usual.system());
        SessionOptions options = new SessionOptions(
                Optional.empty(), SessionOptions.DEFAULT.mode(), SessionOptions.DEFAULT.limits(), settings);
        return new DurableQuestion("Count", Map.of("a", "b"), options);
    }

    private static Given given(HeldQuestion held) throws InterruptedException {
        return Objects.requireNonNull(held.poll(PATIENCE), "nothing has come");
    }

    /// As it travels.
    private static Step step(Given given) throws Exception {
        assertThat(given).isInstanceOf(Given.Done.class);
        Step step = ((Given.Done) given).step();
        return JSON.readValue(JSON.writeValueAsString(step), Step.class);
    }

    private static List<ObjectNode> events(List<Step> journal) {
        return journal.stream().flatMap(step -> step.events().stream()).toList();
    }

    private static List<String> lines(List<Step> journal) {
        return events(journal).stream().map(ObjectNode::toString).toList();
    }

    private static List<String> types(Given given) {
        assertThat(given).isInstanceOf(Given.Done.class);
        return ((Given.Done) given)
                .step().events().stream()
                        .map(event -> (event.path("type").asText() + " "
                                        + event.path("outcome").asText(""))
                                .strip())
                        .toList();
    }

    private List<String> plain(ScriptedModel model) {
        List<ObjectNode> events = Collections.synchronizedList(new ArrayList<>());
        DurableQuestion question = question();
        TinySandbox own = new TinySandbox();
        Agent agent = question.options()
                .settings()
                .agent(new ModelSource.Opened("scripted:one", model, Dialect.AUTO))
                .sandbox(own)
                .build();
        try (model;
                var conversation = agent.open()) {
            conversation.ask(
                    new Question(question.text(), question.documents(), Optional.empty()),
                    event -> EventCodec.add(events, event));
        }
        return events.stream().map(ObjectNode::toString).toList();
    }

    @ParameterizedTest
    @EnumSource(Scripts.class)
    void everyEventIsReadAsItWasWritten(Scripts script) throws Exception {
        List<String> again = new ArrayList<>();
        List<String> plain = plain(script.model(Chunks.whole()));
        for (String line : plain) {
            again.add(EventCodec.write(EventCodec.read(JSON.readTree(line))).toString());
        }
        assertThat(again).isEqualTo(plain);
    }
}
