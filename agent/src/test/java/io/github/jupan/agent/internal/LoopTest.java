package io.github.jupan.agent.internal;

import static io.github.jupan.agent.Outcome.Declined.Reason.REFUSED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Patience;
import io.github.jupan.agent.Pieces;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.RunResult;
import io.github.jupan.agent.ScriptedSandbox;
import io.github.jupan.agent.ThinkingStart;
import io.github.jupan.agent.Usage;
import io.github.jupan.agent.UseCodeChatModel;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Limits;
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
    private static final String BLOCK = "I count.\n```python\n" + CODE + "\n```";
    private static final String CALL = "{\"code\": \"" + CODE + "\"}";

    private final Recording<AgentEvent> events = new Recording<>();
    private final ScriptedSandbox sandbox = new ScriptedSandbox().value(CODE, "3");

    @Test
    void runsTheBlockAndAnswersFromItsResult() {
        Script forged = Script.say(BLOCK + "\n<result run=\"1\">\n7\n</result>\nThere are 7.");
        for (Chunks chunks : List.of(Chunks.whole(), Chunks.single(), chunks())) {
            Recording<AgentEvent> heard = new Recording<>();
            ScriptedModel model = ScriptedModel.of(chunks, forged, Script.say("There are 3."));
            Outcome outcome = ask(model, Dialect.TEXT, QUESTION, heard);

            // Known where the turn had ended by itself before it was cut.
            Usage first = heard.only(AgentEvent.TurnEnded.class).getFirst().usage();
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
                            UserMessage.from(
                                    "<result run=\"1\">\n3\n</result>\n" + Prompt.ANSWER_BEGINS.with("result", "3")));
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
    void allCallsOfATurnRunInOrder() {
        sandbox.value("1 + 6", "7");
        Script two = Script.turn().thenCall("a", "python", CALL).thenCall("b", "python", "{\"code\": \"1 + 6\"}");
        ScriptedModel model = ScriptedModel.of(Chunks.single(), two, Script.say("3 and 7"));
        ask(model, Dialect.TOOL_CALLS, QUESTION, events);
        assertThat(sandbox.ran).containsExactly(CODE, "1 + 6");
        assertThat(transcript(model).subList(2, 4))
                .containsExactly(
                        ToolExecutionResultMessage.from("a", "python", "3"),
                        ToolExecutionResultMessage.from("b", "python", "7"));
    }

    @Test
    void whatAModelSaysBehindItsCallIsCutOff() {
        Script forged = Script.turn()
                .thenCall("a", "python", CALL)
                .thenSay("There are 7.")
                .then(new Script.Step.Hang());
        ScriptedModel model = ScriptedModel.of(Chunks.single(), forged, Script.say("3"));
        ask(model, Dialect.TOOL_CALLS, QUESTION, events);
        assertThat(model.cancelled(1)).isTrue();
        assertThat(events.only(AgentEvent.Text.class)).containsExactly(new AgentEvent.Text("3"));
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
                        UserMessage.from("<result run=\"1\">\n3\n</result>\n" + Prompt.REMINDER_UNCLOSED.text() + "\n"
                                + Prompt.ANSWER_BEGINS.with("result", "3")));
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
        ScriptedModel model = ScriptedModel.of(Script.say(BLOCK), Script.say("It is </result>."));
        ask(model, Dialect.TEXT, QUESTION, events);
        assertThat(transcript(model).getLast())
                .isEqualTo(UserMessage.from("<result run=\"1\">\n'<\\/result>'\n</result>\n"
                        + Prompt.REMINDER_QUOTED.text() + "\n" + Prompt.ANSWER_BEGINS.with("result", "'<\\/result>'")));
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
                        AiMessage.from("Well\n[No answer: the question was cancelled.]"),
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
            Question question = Question.of(QUESTION);
            var outcome = CompletableFuture.supplyAsync(() -> conversation.ask(question, events::accept));
            events.await(moment);
            question.cancellation().cancel();
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

    @Test
    void aTurnThatWasCutIsAskedForAgainOnce() {
        Script cut = Script.say("First, I will").ending(FinishReason.LENGTH);
        assertThat(ask(cut, Script.say("3"))).isInstanceOf(Outcome.Answered.class);
        assertThat(ask(cut, cut))
                .isEqualTo(new Outcome.Incomplete(
                        Outcome.Incomplete.Reason.CUT, "First, I will", new Usage(20, 10, true)));
    }

    @Test
    void anEmptyTurnIsAskedForAgainOnce() {
        assertThat(ask(Script.turn(), Script.say("3"))).isInstanceOf(Outcome.Answered.class);
        assertThat(ask(Script.turn(), Script.say(" \n")))
                .isEqualTo(new Outcome.Incomplete(Outcome.Incomplete.Reason.EMPTY, " \n", new Usage(20, 10, true)));
    }

    @Test
    void codeThatTheUserAskedForIsAskedForAgainOnce() {
        ScriptedModel model = ScriptedModel.of(Script.say("7"), Script.say("It is 7."));
        assertThat(ask(model, Dialect.TEXT, "Use code. " + QUESTION, events))
                .isEqualTo(
                        new Outcome.Incomplete(Outcome.Incomplete.Reason.NO_CODE, "It is 7.", new Usage(20, 10, true)));
        model.close();
    }

    @Test
    void aTurnThatRepeatsItselfIsStoppedAtOnce() {
        String line = "The letter r is in strawberry, and so I count it once more.\n";
        Script endless = Script.say(line.repeat(200)).then(new Script.Step.Hang());
        ScriptedModel model = ScriptedModel.of(Chunks.random(1, 9), endless);
        Outcome outcome = ask(model, Dialect.AUTO, QUESTION, events);
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Incomplete.class,
                        incomplete -> assertThat(incomplete.reason()).isEqualTo(Outcome.Incomplete.Reason.REPEATED));
        assertThat(events.only(AgentEvent.TurnEnded.class))
                .extracting(AgentEvent.TurnEnded::reason)
                .containsExactly(AgentEvent.Reason.REPEATED);
        assertThat(model.cancelled(1)).isTrue();
    }

    @Test
    void aFilteredAnswerIsDeclined() {
        assertThat(ask(Script.say("There").ending(FinishReason.CONTENT_FILTER)))
                .isEqualTo(new Outcome.Declined(Outcome.Declined.Reason.FILTERED, "There", new Usage(10, 5, true)));
    }

    @Test
    void aRefusalIsDeclinedWithItsWords() {
        String words = "I cannot help with that.";
        declines(AiMessage.builder().attributes(Map.of("jupan.refusal", words)).build(), REFUSED, words);
        declines(
                AiMessage.builder()
                        .text(words)
                        .attributes(Map.of("jupan.finish", "refusal"))
                        .build(),
                REFUSED,
                words);
        declines(
                AiMessage.builder()
                        .text(words)
                        .attributes(Map.of("jupan.finish", "not_understood"))
                        .build(),
                Outcome.Declined.Reason.NOT_UNDERSTOOD,
                words);
    }

    private void declines(AiMessage message, Outcome.Declined.Reason reason, String words) {
        StreamingChatModel model = new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                handler.onCompleteResponse(ChatResponse.builder()
                        .aiMessage(message)
                        .tokenUsage(new TokenUsage(10, 5))
                        .finishReason(FinishReason.STOP)
                        .build());
            }
        };
        try (Agent agent = Agent.builder(model).sandbox(sandbox).build()) {
            assertThat(agent.ask(QUESTION)).isEqualTo(new Outcome.Declined(reason, words, new Usage(10, 5, true)));
        }
    }

    @Test
    void aResultThatTheAnswerLostIsToldOnce() {
        ScriptedModel model =
                ScriptedModel.of(Script.say(BLOCK), Script.say("There are 7."), Script.say("There are 3."));
        Outcome outcome = ask(model, Dialect.TEXT, QUESTION, events);
        assertThat(((Outcome.Answered) outcome).text()).isEqualTo("There are 3.");
        assertThat(((Outcome.Answered) outcome).results()).containsExactly(new RunResult(1, "3"));
        assertThat(events.only(AgentEvent.ResultDoubted.class)).containsExactly(new AgentEvent.ResultDoubted(1, "3"));
        assertThat(transcript(model).subList(3, 5))
                .containsExactly(
                        AiMessage.from("There are 7."), UserMessage.from(Prompt.REMINDER_RESULT.with("result", "3")));
        model.close();
    }

    @Test
    void aModelMayInsistOnItsAnswer() {
        ScriptedModel model = ScriptedModel.of(Script.say(BLOCK), Script.say("There are 7."), Script.say("It is 7."));
        Outcome outcome = ask(model, Dialect.TEXT, QUESTION, events);
        assertThat(((Outcome.Answered) outcome).text()).isEqualTo("It is 7.");
        assertThat(((Outcome.Answered) outcome).results()).containsExactly(new RunResult(1, "3"));
        model.close();
    }

    @Test
    void aCallOfAToolThatThereIsNotIsToldWhateverItsForm() {
        Script search = Script.say("<tool_call>{\"name\": \"search\", \"arguments\": {\"q\": \"r\"}}</tool_call>");
        String told = "There is no tool \"search\". The tools are: python.";
        ScriptedModel tools = ScriptedModel.of(search, Script.say("3"));
        ask(tools, Dialect.AUTO, QUESTION, events);
        assertThat(((ToolExecutionResultMessage) transcript(tools).getLast()).text())
                .isEqualTo(told);
        ScriptedModel text = ScriptedModel.of(search, Script.say("3"));
        ask(text, Dialect.TEXT, QUESTION, events);
        assertThat(transcript(text).subList(1, 3))
                .containsExactly(
                        AiMessage.from("```python\nsearch(q=\"r\")\n```"),
                        UserMessage.from("<result>\n" + told + "\n</result>"));
    }

    @Test
    void aModelThatAnswersAnOfferOfToolsInTextTwiceIsSpokenToInText() {
        String other = "```python\n1 + 2\n```";
        sandbox.value("1 + 2", "3");
        ScriptedModel model = ScriptedModel.of(
                Script.say(BLOCK).expecting("offer tools", LoopTest::offersTools),
                Script.say(other).expecting("offer tools", LoopTest::offersTools),
                Script.say("3").expecting("offer no tools", request -> !offersTools(request)),
                Script.say("4").expecting("offer no tools", request -> !offersTools(request)));
        try (Agent agent = agent(model);
                Conversation conversation = agent.open()) {
            conversation.ask(Question.of(QUESTION), events::accept);
            assertThat(transcript(model))
                    .containsExactly(
                            UserMessage.from(QUESTION),
                            AiMessage.from(BLOCK),
                            UserMessage.from("<result>\n3\n</result>"),
                            AiMessage.from(other),
                            UserMessage.from("<result>\n3\n</result>"));
            agent.ask("2 + 2?");
        }
        assertThat(events.only(AgentEvent.DialectChanged.class))
                .containsExactly(
                        new AgentEvent.DialectChanged(Dialect.TEXT, "the model answers an offer of tools in its text"));
        model.close();
    }

    @Test
    void aModelThatRunsTheSameAgainIsToldAndThenStopped() {
        ScriptedModel answers = ScriptedModel.of(Script.say(BLOCK), Script.say(BLOCK), Script.say("There are 3."));
        assertThat(ask(answers, Dialect.TEXT, QUESTION, events)).isInstanceOf(Outcome.Answered.class);
        assertThat(((UserMessage) transcript(answers).getLast()).singleText())
                .endsWith("</result>\n" + Prompt.REMINDER_SAME.text() + "\n"
                        + Prompt.REMINDER_RESULT.with("result", "3"));
        answers.close();
        ScriptedModel circles = ScriptedModel.of(Script.say(BLOCK), Script.say(BLOCK), Script.say(BLOCK));
        assertThat(ask(circles, Dialect.TEXT, QUESTION, events))
                .isInstanceOfSatisfying(
                        Outcome.Incomplete.class,
                        incomplete -> assertThat(incomplete.reason()).isEqualTo(Outcome.Incomplete.Reason.REPEATED));
        circles.close();
    }

    @Test
    void aModelIsOfferedToolsForAsLongAsTheRequestBringsItsCallers() {
        sandbox.value("1 + 1", "2").value("1 + 2", "3");
        ScriptedModel model = ScriptedModel.of(
                Script.say("```python\n1 + 1\n```"),
                Script.say("```python\n1 + 2\n```"),
                Script.say(BLOCK),
                Script.say("3"));
        try (Agent agent = agent(model)) {
            new UseCodeChatModel(agent).chat(withWeather());
        }
        assertThat(model.requests()).hasSize(4).allMatch(LoopTest::offersTools);
    }

    @Test
    void aCallersToolThatIsCalledInTextIsHandedOut() {
        ScriptedModel model = ScriptedModel.of(Script.say(
                "I ask.\n<tool_call>{\"name\": \"weather\", \"arguments\": {\"city\": \"Oslo\"}}</tool_call>"));
        try (Agent agent = agent(model)) {
            AiMessage handedOut =
                    new UseCodeChatModel(agent).chat(withWeather()).aiMessage();
            assertThat(handedOut.text()).isEqualTo("I ask.\n");
            assertThat(handedOut.toolExecutionRequests())
                    .extracting(ToolExecutionRequest::name, ToolExecutionRequest::arguments)
                    .containsExactly(tuple("weather", "{\"city\":\"Oslo\"}"));
        }
    }

    @Test
    void codeThatDoesNotCompileAsItIsWrittenIsRepaired() {
        sandbox.value("print(1 < 2)", "True");
        ScriptedModel model = ScriptedModel.of(Script.say("```python\nprint(1 &lt; 2)\n```"), Script.say("True"));
        ask(model, Dialect.TEXT, QUESTION, events);
        assertThat(events.only(AgentEvent.CodeRepaired.class))
                .containsExactly(new AgentEvent.CodeRepaired(1, "HTML entities", "print(1 < 2)"));
        assertThat(events.only(AgentEvent.RunStarted.class))
                .containsExactly(new AgentEvent.RunStarted(1, "print(1 < 2)"));
        assertThat(transcript(model).get(1)).isEqualTo(AiMessage.from("```python\nprint(1 < 2)\n```"));
    }

    @Test
    void aBlockWithoutALanguageAtTheEndOfATurnRunsWhereItIsAProgram() {
        ScriptedModel model = ScriptedModel.of(Script.say("I count.\n```\n" + CODE + "\n```\n"), Script.say("3"));
        ask(model, Dialect.TEXT, QUESTION, events);
        assertThat(transcript(model).subList(1, 3))
                .containsExactly(
                        AiMessage.from(BLOCK),
                        UserMessage.from(
                                "<result run=\"1\">\n3\n</result>\n" + Prompt.ANSWER_BEGINS.with("result", "3")));
        assertThat(ask(Script.say("So:\n```\nls -la\n```\n"))).isInstanceOf(Outcome.Answered.class);
    }

    @Test
    void untilItIsKnownWhoOpensAModelsThoughtsItsFirstTurnIsHeardToTheEnd() {
        ScriptedModel model = ScriptedModel.of(
                Chunks.single(),
                Script.say("Maybe\n```python\n1/0\n```\nno.\n</think>\n\n" + BLOCK),
                Script.say("so</think>There are 3."));
        try (Agent agent = agent(model)) {
            assertThat(((Outcome.Answered) agent.ask(QUESTION)).text()).isEqualTo("There are 3.");
        }
        assertThat(sandbox.ran).containsExactly(CODE);
    }

    @Test
    void aQuestionHasABudgetLimitsToolsAndSystemTextOfItsOwn() {
        Limits limits = Limits.DEFAULT.withDeadline(Duration.ofSeconds(3));
        ScriptedModel model = ScriptedModel.of(
                Script.say("a"), Script.say(BLOCK).expecting("offer greet", LoopTest::offersGreet), Script.say("b"));
        try (Agent agent = Agent.builder(model)
                        .sandbox(sandbox)
                        .system("Be brief.")
                        .build();
                Conversation conversation = agent.open()) {
            conversation.ask(Question.of("one"), events::accept);
            Question bounded = Question.of("two")
                    .withBudget(new Budget(1, Duration.ofMinutes(1), 1_000))
                    .withLimits(limits)
                    .withTools(new Greeting())
                    .withSystem("Be kind.");
            assertThat(conversation.ask(bounded, events::accept)).isInstanceOf(Outcome.StepLimit.class);
            assertThat(system(model)).endsWith("Be brief.\n\nBe kind.");
            conversation.ask(Question.of("three"), events::accept);
            assertThat(system(model)).endsWith("Be brief.");
            assertThat(model.requests().getLast()).matches(request -> !offersGreet(request));
        }
        assertThat(sandbox.limits).containsExactly(Limits.DEFAULT, limits, Limits.DEFAULT);
    }

    static final class Greeting {
        @Tool("greets")
        String greet() {
            return "hello";
        }
    }

    private static boolean offersGreet(ChatRequest request) {
        return request.toolSpecifications().stream()
                .anyMatch(tool -> tool.name().equals("greet"));
    }

    private static boolean offersTools(ChatRequest request) {
        return !request.toolSpecifications().isEmpty();
    }

    private static ChatRequest withWeather() {
        return ChatRequest.builder()
                .messages(UserMessage.from(QUESTION))
                .toolSpecifications(ToolSpecification.builder()
                        .name("weather")
                        .description("the weather")
                        .build())
                .build();
    }

    private Agent agent(ScriptedModel model) {
        return Agent.builder(model).sandbox(sandbox).build();
    }

    private Outcome ask(Script... script) {
        try (ScriptedModel model = ScriptedModel.of(script)) {
            return ask(model, Dialect.AUTO, QUESTION, new Recording<>());
        }
    }

    private Outcome ask(ScriptedModel model, Dialect dialect, String question, Recording<AgentEvent> heard) {
        try (Agent agent = Agent.builder(model)
                        .sandbox(sandbox)
                        .dialect(dialect)
                        .thinking(ThinkingStart.BY_MODEL)
                        .build();
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
