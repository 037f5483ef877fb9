package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class LoopTest {

    private static final String QUESTION = "How many r's are in strawberry?";
    private static final String CODE = "'strawberry'.count('r')";
    private static final String BLOCK = "I count.\n```python\n" + CODE + "\n```\n";
    private static final String CALL = "{\"code\": \"" + CODE + "\"}";

    private final Recording<AgentEvent> events = new Recording<>();
    private final ScriptedSandbox sandbox = new ScriptedSandbox().value(CODE, "3");

    @Test
    void runsTheBlockAndAnswersFromItsResult() {
        Script forged = Script.say(BLOCK + "<result run=\"1\">\n7\n</result>\nThere are 7.");
        for (Chunks chunks : List.of(Chunks.whole(), Chunks.single(), chunks())) {
            Recording<AgentEvent> heard = new Recording<>();
            ScriptedModel model = ScriptedModel.of(chunks, forged, Script.say("There are 3."));
            Outcome outcome = ask(model, Dialect.TEXT, QUESTION, heard);

            Usage first = new Usage(0, 0, false);
            assertThat(outcome).isInstanceOf(Outcome.Answered.class);
            assertThat(heard.merged(Pieces::join))
                    .containsExactly(
                            new AgentEvent.Asked(QUESTION, Mode.CODE, java.util.Set.of()),
                            new AgentEvent.TurnStarted(1),
                            new AgentEvent.Text("I count.\n"),
                            new AgentEvent.CodeStarted(1, "```python"),
                            new AgentEvent.Code(1, CODE),
                            new AgentEvent.TurnEnded(1, AgentEvent.Reason.CALL, first),
                            new AgentEvent.RunStarted(1, CODE),
                            new AgentEvent.RunEnded(1, ScriptedSandbox.completed("3", "")),
                            new AgentEvent.TurnStarted(2),
                            new AgentEvent.Text("There are 3."),
                            new AgentEvent.TurnEnded(2, AgentEvent.Reason.STOP, new Usage(10, 5, true)),
                            new AgentEvent.Ended(outcome));
            assertThat(transcript(model))
                    .containsExactly(
                            UserMessage.from(QUESTION),
                            AiMessage.from(BLOCK),
                            UserMessage.from("<result run=\"1\">\n3\n</result>"));
            assertThat(model.cancelled(1)).isTrue();
            model.close();
        }
    }

    @Test
    void aCallOfTheToolRunsTheSame() {
        for (Chunks chunks : List.of(Chunks.whole(), Chunks.single(), chunks())) {
            Recording<AgentEvent> heard = new Recording<>();
            Script call = Script.say("I count.").thenCall("id1", "python", CALL).ending(FinishReason.TOOL_EXECUTION);
            ScriptedModel model = ScriptedModel.of(chunks, call, Script.say("There are 3."));
            Outcome outcome = ask(model, Dialect.AUTO, QUESTION, heard);

            assertThat(heard.merged(Pieces::join))
                    .containsExactly(
                            new AgentEvent.Asked(QUESTION, Mode.CODE, java.util.Set.of()),
                            new AgentEvent.TurnStarted(1),
                            new AgentEvent.Text("I count."),
                            new AgentEvent.CodeStarted(1, "tool call"),
                            new AgentEvent.Code(1, CODE),
                            new AgentEvent.TurnEnded(1, AgentEvent.Reason.CALL, new Usage(10, 5, true)),
                            new AgentEvent.RunStarted(1, CODE),
                            new AgentEvent.RunEnded(1, ScriptedSandbox.completed("3", "")),
                            new AgentEvent.TurnStarted(2),
                            new AgentEvent.Text("There are 3."),
                            new AgentEvent.TurnEnded(2, AgentEvent.Reason.STOP, new Usage(10, 5, true)),
                            new AgentEvent.Ended(outcome));
            assertThat(transcript(model)).endsWith(ToolExecutionResultMessage.from("id1", "python", "3"));
            model.close();
        }
    }

    @Test
    void aSecondCallOfTheTurnIsNeitherRunNorKept() {
        Script two = Script.turn()
                .thenCall("a", "python", CALL)
                .thenCall("b", "python", "{\"code\": \"7\"}")
                .then(new Script.Step.Hang());
        ScriptedModel model = ScriptedModel.of(Chunks.single(), two, Script.say("3"));
        ask(model, Dialect.TOOL_CALLS, QUESTION, events);
        assertThat(transcript(model)).hasSize(3).endsWith(ToolExecutionResultMessage.from("a", "python", "3"));
        assertThat(model.cancelled(1)).isTrue();
    }

    @Test
    void aCallThatComesWholeRunsToo() {
        Script whole = Script.turn().thenWholeCall("a", "python", CALL);
        ScriptedModel model = ScriptedModel.of(whole, Script.say("3"));
        ask(model, Dialect.TOOL_CALLS, QUESTION, events);
        assertThat(events.only(AgentEvent.Code.class)).containsExactly(new AgentEvent.Code(1, CODE));
    }

    @Test
    void everyCallOfAModelThatReasonsHasItsResult() {
        Script two = Script.turn().thenThink("hm").thenCall("a", "python", CALL).thenCall("b", "nonsense", "{}");
        ScriptedModel model = ScriptedModel.of(Chunks.single(), two, Script.say("3"));
        ask(model, Dialect.TOOL_CALLS, QUESTION, events);
        assertThat(transcript(model).subList(2, 4))
                .containsExactly(
                        ToolExecutionResultMessage.from("a", "python", "3"),
                        ToolExecutionResultMessage.from(
                                "b", "nonsense", "There is no tool \"nonsense\". The tools are: python."));
        assertThat(((AiMessage) transcript(model).get(1)).thinking()).isEqualTo("hm");
    }

    @Test
    void badArgumentsAreToldWhatWouldBeRight() {
        Script bad = Script.turn().thenCall("a", "python", "{\"program\": 1}");
        ScriptedModel model = ScriptedModel.of(bad, Script.say("sorry"));
        ask(model, Dialect.TOOL_CALLS, QUESTION, events);
        assertThat(transcript(model).getLast())
                .isEqualTo(ToolExecutionResultMessage.from(
                        "a", "python", io.github.jupan.tools.PythonTool.badArguments()));
    }

    @Test
    void aProviderThatRefusesToolsIsSpokenToInTextFromThenOn() {
        ScriptedModel model = ScriptedModel.of(
                Script.fail(new InvalidRequestException("registry.ollama.ai/gemma does not support tools"))
                        .expecting(
                                "offer tools",
                                request -> !request.toolSpecifications().isEmpty()),
                Script.say(BLOCK)
                        .expecting(
                                "offer no tools",
                                request -> request.toolSpecifications().isEmpty()),
                Script.say("3"),
                Script.say("4")
                        .expecting(
                                "offer no tools",
                                request -> request.toolSpecifications().isEmpty()));
        try (Agent agent = Agent.builder(model).sandbox(sandbox).build()) {
            assertThat(agent.ask(QUESTION)).isInstanceOf(Outcome.Answered.class);
            assertThat(agent.ask("2 + 2?")).isInstanceOf(Outcome.Answered.class);
        }
        model.close();
    }

    @Test
    void aFailingModelIsAnExceptionAndTheQuestionIsForgotten() {
        ScriptedModel model = ScriptedModel.of(
                Script.fail(new RateLimitException("{\"error\": {\"message\": \"slow down\"}}")), Script.say("hello"));
        Patience once = new Patience(Duration.ofMinutes(1), 1, Duration.ZERO);
        try (Agent agent = Agent.builder(model).sandbox(sandbox).patience(once).build();
                Conversation conversation = agent.open()) {
            assertThatThrownBy(() -> conversation.ask(Question.of("hi"), events::accept))
                    .isInstanceOfSatisfying(
                            ModelException.class, e -> assertThat(e.retry()).isEqualTo(ModelException.Retry.MAY_HELP))
                    .hasMessage(
                            "The provider limits requests or the quota is used up; wait, then ask again. slow down");
            conversation.ask(Question.of("hi"), events::accept);
            assertThat(transcript(model)).containsExactly(UserMessage.from("hi"));
        }
    }

    @Test
    void codeThatTheUserAskedForIsInsistedOn() {
        ScriptedModel model = ScriptedModel.of(Script.say("7"), Script.say(BLOCK), Script.say("3"));
        assertThat(ask(model, Dialect.TEXT, "Use code. " + QUESTION, events)).isInstanceOf(Outcome.Answered.class);
        assertThat(transcript(model)).contains(UserMessage.from(Prompt.REMINDER_CODE.text()));
        assertThat(system(model)).contains(Prompt.CODE_REQUIRED.text());
    }

    @Test
    void withoutCodeNothingRunsWhateverItLooksLike() {
        ScriptedModel model = ScriptedModel.of(Script.say(BLOCK)
                .expecting("offer no tools", r -> r.toolSpecifications().isEmpty()));
        try (Agent agent = Agent.builder(model)
                .sandbox(sandbox)
                .mode(Mode.DIRECT)
                .dialect(Dialect.TEXT)
                .build()) {
            assertThat(((Outcome.Answered) agent.ask(QUESTION)).text()).isEqualTo(BLOCK);
        }
        assertThat(system(model).lines()).contains("Code is not available.");
        assertThat(sandbox.opened).isZero();
    }

    @Test
    void anUnclosedBlockIsClosedAtTheEndOfTheTurn() {
        ScriptedModel model = ScriptedModel.of(Script.say("```python\n" + CODE), Script.say("3"));
        ask(model, Dialect.TEXT, QUESTION, events);
        assertThat(transcript(model).subList(1, 3))
                .containsExactly(
                        AiMessage.from("```python\n" + CODE + "\n```"),
                        UserMessage.from("<result run=\"1\">\n3\n</result>\n" + Prompt.REMINDER_UNCLOSED.text()));
        assertThat(events.only(AgentEvent.RunStarted.class)).containsExactly(new AgentEvent.RunStarted(1, CODE));
    }

    @Test
    void aBlockThatWasCutOffIsNotRun() {
        for (Script cut : List.of(
                Script.say("```python\n" + CODE), Script.turn().thenCall("a", "python", CALL.substring(0, 15)))) {
            Dialect dialect = cut.steps().getFirst() instanceof Script.Step.Say ? Dialect.TEXT : Dialect.TOOL_CALLS;
            ScriptedModel model = ScriptedModel.of(cut.ending(FinishReason.LENGTH), Script.say("3"));
            Recording<AgentEvent> heard = new Recording<>();
            ask(model, dialect, QUESTION, heard);
            assertThat(transcript(model).getLast()).isEqualTo(UserMessage.from(Prompt.REMINDER_CUT.text()));
            assertThat(heard.only(AgentEvent.RunStarted.class)).isEmpty();
        }
    }

    @Test
    void aResultCannotEndItsOwnMark() {
        sandbox.value(CODE, "'</result>'");
        ScriptedModel model = ScriptedModel.of(Script.say(BLOCK), Script.say("3"));
        ask(model, Dialect.TEXT, QUESTION, events);
        assertThat(transcript(model).getLast())
                .isEqualTo(UserMessage.from(
                        "<result run=\"1\">\n'<\\/result>'\n</result>\n" + Prompt.REMINDER_QUOTED.text()));
    }

    @Test
    void runningOutOfStepsIsNotAnAnswer() {
        ScriptedModel model = ScriptedModel.of(Script.say(BLOCK), Script.say(BLOCK));
        try (Agent agent = Agent.builder(model)
                .sandbox(sandbox)
                .dialect(Dialect.TEXT)
                .budget(new Budget(2, Duration.ofMinutes(1), 1_000))
                .build()) {
            assertThat(agent.ask(QUESTION)).isEqualTo(new Outcome.StepLimit(2, new Usage(20, 10, true)));
        }
    }

    @Test
    void runningOutOfTokensIsNotAnAnswer() {
        ScriptedModel model = ScriptedModel.of(Script.say(BLOCK).counting(600, 400));
        try (Agent agent = Agent.builder(model)
                .sandbox(sandbox)
                .dialect(Dialect.TEXT)
                .budget(new Budget(9, Duration.ofMinutes(1), 1_000))
                .build()) {
            assertThat(agent.ask(QUESTION)).isEqualTo(new Outcome.TokenLimit(1_000, new Usage(600, 400, true)));
        }
    }

    @Test
    void aHangingModelRunsIntoTheDeadline() {
        ScriptedModel model = ScriptedModel.of(Script.hang());
        Duration time = Duration.ofMillis(300);
        try (Agent agent = Agent.builder(model)
                .sandbox(sandbox)
                .budget(new Budget(9, time, 1_000))
                .build()) {
            assertThat(agent.ask(QUESTION)).isEqualTo(new Outcome.Deadline(time, new Usage(0, 0, false)));
        }
    }

    @Test
    void cancellingEndsAHangingModel() throws Exception {
        ScriptedModel model = ScriptedModel.of(Script.say("Well").then(new Script.Step.Hang()), Script.say("hello"));
        cancelsWhen(event -> event instanceof AgentEvent.Text, model);
        assertThat(transcript(model))
                .containsExactly(
                        UserMessage.from(QUESTION),
                        AiMessage.from("Well\n[No answer: the user cancelled.]"),
                        UserMessage.from("hi"));
    }

    @Test
    void cancellingEndsARun() throws Exception {
        sandbox.endless(CODE);
        cancelsWhen(
                event -> event instanceof AgentEvent.RunStarted,
                ScriptedModel.of(Script.say(BLOCK), Script.say("hello")));
        assertThat(events.only(AgentEvent.RunEnded.class))
                .extracting(AgentEvent.RunEnded::execution)
                .hasOnlyElementsOfType(Execution.Cancelled.class);
    }

    private void cancelsWhen(java.util.function.Predicate<AgentEvent> moment, ScriptedModel model) throws Exception {
        try (Agent agent = Agent.builder(model)
                        .sandbox(sandbox)
                        .dialect(Dialect.TEXT)
                        .build();
                Conversation conversation = agent.open()) {
            var outcome = CompletableFuture.supplyAsync(() -> conversation.ask(Question.of(QUESTION), events::accept));
            events.await(moment);
            conversation.cancel();
            assertThat(outcome.get(5, TimeUnit.MINUTES)).isInstanceOf(Outcome.Cancelled.class);
            assertThat(conversation.ask(Question.of("hi"), event -> {})).isInstanceOf(Outcome.Answered.class);
        }
        model.close();
    }

    @Test
    void textsAreBoundBeforeEachQuestion() {
        ScriptedModel model = ScriptedModel.of(Script.say("a"), Script.say("b"));
        try (Agent agent = Agent.builder(model).sandbox(sandbox).build();
                Conversation conversation = agent.open()) {
            conversation.ask(
                    new Question("one", Map.of("book.txt", "Call me\nIshmael 각\uD83D\uDE00"), Optional.empty()),
                    events::accept);
            conversation.ask(Question.of("two"), events::accept);
            assertThat(conversation.documents()).containsOnlyKeys("book.txt");
        }
        assertThat(sandbox.bound)
                .isEqualTo(Map.of(
                        "documents", new Binding.TextMap(Map.of("book.txt", "Call me\nIshmael 각\uD83D\uDE00")),
                        "message", new Binding.Text("two"),
                        "messages", new Binding.TextList(List.of("one"))));
        assertThat(system(model).lines())
                .contains("- documents[\"book.txt\"]: 18 characters, begins \"Call me\\nIshmael 각\uD83D\uDE00\"");
        assertThat(sandbox.closed).isEqualTo(1);
    }

    private Outcome ask(ScriptedModel model, Dialect dialect, String question, Recording<AgentEvent> heard) {
        try (Agent agent =
                        Agent.builder(model).sandbox(sandbox).dialect(dialect).build();
                Conversation conversation = agent.open()) {
            return conversation.ask(Question.of(question), heard::accept);
        }
    }

    private static Chunks chunks() {
        long seed = new Random().nextLong();
        System.out.println("LoopTest: seed " + seed);
        return Chunks.random(seed, 5);
    }

    private static List<ChatMessage> transcript(ScriptedModel model) {
        List<ChatMessage> messages = model.requests().getLast().messages();
        assertThat(messages.getFirst()).isInstanceOf(SystemMessage.class);
        return messages.subList(1, messages.size());
    }

    private static String system(ScriptedModel model) {
        return ((SystemMessage) model.requests().getLast().messages().getFirst()).text();
    }
}
