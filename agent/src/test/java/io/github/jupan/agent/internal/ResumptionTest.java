package io.github.jupan.agent.internal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Past;
import io.github.jupan.agent.Question;
import io.github.jupan.agent.ScriptedSandbox;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Execution.Output;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class ResumptionTest {

    private static final Past ASKED = new Past.Asked(Question.of("How many?"));
    private static final Past ENDED =
            new Past.Ended(List.of(UserMessage.from("How many?"), AiMessage.from("There are 3.")));
    private static final Execution STOPPED = new Execution.Cancelled(false, Output.NONE, Duration.ZERO);
    private static final Execution KILLED =
            new Execution.LimitHit(Execution.Limit.TIME, "stopped", true, Output.NONE, Duration.ZERO);

    private final ScriptedSandbox sandbox = new ScriptedSandbox();

    @Test
    void lastMessagesAreTheQuestionsOwnAndThereWhenItEnds() {
        sandbox.value("1 + 2", "3");
        ScriptedModel model =
                ScriptedModel.of(Script.say("```python\n1 + 2\n```\n"), Script.say("It is 3."), Script.say("Again 3."));
        try (Conversation conversation = agent(model).open()) {
            conversation.ask(Question.of("one"), event -> {
                if (event instanceof AgentEvent.Ended) {
                    assertThat(conversation.lastMessages())
                            .containsExactly(
                                    UserMessage.from("one"),
                                    AiMessage.from("```python\n1 + 2\n```"),
                                    UserMessage.from("<result run=\"1\">\n3\n</result>\n"
                                            + Prompt.ANSWER_BEGINS.with("result", "3")),
                                    AiMessage.from("It is 3."));
                }
            });
            conversation.ask(Question.of("two"), event -> {});
            assertThat(conversation.lastMessages())
                    .containsExactly(UserMessage.from("two"), AiMessage.from("Again 3."));
        }
    }

    @Test
    void repeatsTheRunsAndTakesUpTheTranscriptTheNumbersAndTheEvidence() {
        sandbox.value("x = 1 + 2\nx", "3").value("x * 2", "6");
        ScriptedModel model = ScriptedModel.of(Script.say("```python\nx * 2\n```\n"), Script.say("First 3, now 6."));
        try (Conversation conversation = agent(model).resume(List.of(ASKED, ran(1, "x = 1 + 2\nx", "3"), ENDED))) {
            assertThat(sandbox.ran).isEmpty();
            Outcome outcome = conversation.ask(Question.of("And twice?"), event -> {});
            assertThat(sandbox.ran).containsExactly("x = 1 + 2\nx", "x * 2");
            assertThat(transcript(model, 1))
                    .containsExactly(
                            UserMessage.from("How many?"),
                            AiMessage.from("There are 3."),
                            UserMessage.from("And twice?"));
            assertThat(transcript(model, 2).getLast())
                    .isEqualTo(UserMessage.from(
                            "<result run=\"2\">\n6\n</result>\n" + Prompt.ANSWER_BEGINS.with("result", "6")));
            assertThat(((Outcome.Answered) outcome).evidence())
                    .extracting(Evidence::source)
                    .containsExactly(new Evidence.Source.Computed(1), new Evidence.Source.Computed(2));
        }
    }

    @Test
    void bindsTheTextsAsTheyWereAtEachRun() {
        sandbox.value("a", "1").value("b", "2").value("c", "3");
        List<Past> past = List.of(
                new Past.Attached(Map.of("d", "old")),
                ran(1, "a", "1"),
                new Past.Asked(new Question("first", Map.of("d", "new"), Optional.empty())),
                ran(2, "b", "2"),
                new Past.Ended(List.of(UserMessage.from("first"), AiMessage.from("yes"))),
                new Past.Asked(Question.of("second")),
                ran(3, "c", "3"),
                new Past.Ended(List.of(UserMessage.from("second"), AiMessage.from("no"))));
        try (Conversation conversation = agent(ScriptedModel.of()).resume(past)) {
            conversation.attach(Map.of());
            assertThat(sandbox.boundAtRun)
                    .containsExactly(
                            Map.of("documents", new Binding.TextMap(Map.of("d", "old"))),
                            Map.of(
                                    "documents", new Binding.TextMap(Map.of("d", "new")),
                                    "message", new Binding.Text("first"),
                                    "messages", new Binding.TextList(List.of())),
                            Map.of(
                                    "documents", new Binding.TextMap(Map.of("d", "new")),
                                    "message", new Binding.Text("second"),
                                    "messages", new Binding.TextList(List.of("first"))));
            assertThat(conversation.documents()).isEqualTo(Map.of("d", "new"));
        }
    }

    @Test
    void aQuestionThatCameToNothingIsForgottenButItsRunsAreNot() {
        sandbox.value("x = 1\nx", "1").value("x", "1");
        ScriptedModel model = ScriptedModel.of(Script.say("Hello."));
        try (Conversation conversation = agent(model).resume(List.of(ASKED, ran(1, "x = 1\nx", "1")))) {
            conversation.ask(Question.of("Hello?"), event -> {});
            assertThat(transcript(model, 1)).containsExactly(UserMessage.from("Hello?"));
            assertThat(sandbox.ran).containsExactly("x = 1\nx");
            assertThat(sandbox.bound).containsEntry("messages", new Binding.TextList(List.of()));
        }
    }

    @Test
    void tellsTheModelOnceWhatCouldNotBeRepeated() {
        sandbox.value("differs", "4").value("y", "1");
        Past differs = ran(1, "differs", "3");
        Past stopped = new Past.Ran(1, "endless", STOPPED, List.of());
        Past calledTool = new Past.Ran(1, "pay()", ScriptedSandbox.completed(null, ""), List.of("pay"));
        for (Past past : List.of(differs, stopped, calledTool)) {
            ScriptedModel model = ScriptedModel.of(
                    Script.say("```python\ny\n```\n"), Script.say("```python\ny\n```\n"), Script.say("1."));
            try (Conversation conversation = agent(model).resume(List.of(ASKED, past, ENDED))) {
                conversation.ask(Question.of("y?"), event -> {});
                assertThat(transcript(model, 2).getLast().toString()).contains("could be run again");
                assertThat(transcript(model, 3).getLast())
                        .isEqualTo(UserMessage.from(
                                "<result run=\"3\">\n1\n</result>\n" + Prompt.ANSWER_BEGINS.with("result", "1")));
            }
        }
    }

    @Test
    void whatRanBeforeTheVariablesWereLostIsNotRepeated() {
        sandbox.value("z = 1\nz", "1").value("z", "1");
        ScriptedModel model = ScriptedModel.of(Script.say("```python\nz\n```\n"), Script.say("1."));
        List<Past> past = List.of(
                ASKED,
                ran(1, "slow", "1"),
                new Past.Ran(2, "killed", KILLED, List.of()),
                ran(3, "z = 1\nz", "1"),
                ENDED);
        try (Conversation conversation = agent(model).resume(past)) {
            conversation.ask(Question.of("z?"), event -> {});
            assertThat(sandbox.ran).containsExactly("z = 1\nz", "z");
            assertThat(transcript(model, 2).getLast())
                    .isEqualTo(UserMessage.from(
                            "<result run=\"4\">\n1\n</result>\n" + Prompt.ANSWER_BEGINS.with("result", "1")));
        }
    }

    /// What LangChain4j's JSON of messages keeps; LIMITATIONS.md says what it would lose.
    @Test
    void messagesSurviveTheirJson() {
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id("1")
                .name("python")
                .arguments("{\"code\": \"\uD83D\uDE00\\n\"}")
                .build();
        List<ChatMessage> messages = List.of(
                UserMessage.from("고래"),
                AiMessage.builder()
                        .text("I count.")
                        .thinking("hm")
                        .attributes(Map.of("signature", "s"))
                        .toolExecutionRequests(List.of(call))
                        .build(),
                ToolExecutionResultMessage.from(call, "3"),
                AiMessage.from("3"));
        assertThat(ChatMessageDeserializer.messagesFromJson(ChatMessageSerializer.messagesToJson(messages)))
                .isEqualTo(messages);
    }

    private static Past.Ran ran(int run, String code, String value) {
        return new Past.Ran(run, code, ScriptedSandbox.completed(value, ""), List.of());
    }

    private Agent agent(ScriptedModel model) {
        return Agent.builder(model).sandbox(sandbox).dialect(Dialect.TEXT).build();
    }

    private static List<ChatMessage> transcript(ScriptedModel model, int turn) {
        return model.requests().get(turn - 1).messages().stream()
                .filter(message -> !(message instanceof SystemMessage))
                .toList();
    }
}
