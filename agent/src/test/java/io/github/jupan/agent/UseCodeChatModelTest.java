package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ChatMessageDeserializer;
import dev.langchain4j.data.message.ChatMessageSerializer;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.testkit.Chunks;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class UseCodeChatModelTest {

    private static final String QUESTION = "How many r's are in strawberry?";
    private static final String CODE = "'strawberry'.count('r')";
    private static final String CALL = "{\"code\": \"" + CODE + "\"}";
    private static final ToolSpecification WEATHER = ToolSpecification.builder()
            .name("weather")
            .description("the weather")
            .build();

    private final ScriptedSandbox sandbox = new ScriptedSandbox().value(CODE, "3");

    /// Keeps what a handler hears.
    private static final class Heard implements StreamingChatResponseHandler {
        final Recording<Object> all = new Recording<>();
        private final Predicate<String> cancelAt;

        private Heard(Predicate<String> cancelAt) {
            this.cancelAt = cancelAt;
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            all.accept(partial.text());
            if (cancelAt.test(partial.text())) {
                context.streamingHandle().cancel();
            }
        }

        @Override
        public void onPartialThinking(PartialThinking partial) {
            all.accept(partial);
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall complete) {
            all.accept(complete);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            all.accept(response);
        }

        @Override
        public void onError(Throwable error) {
            all.accept(error);
        }
    }

    @Test
    void answersFromTheResultOfCode() {
        ScriptedModel model = ScriptedModel.of(
                Script.say("I count.").thenCall("a", "python", CALL).ending(FinishReason.TOOL_EXECUTION),
                Script.say("There are 3.").counting(20, 7));
        ChatResponse response = around(model)
                .chat(ChatRequest.builder()
                        .messages(SystemMessage.from("Be brief."), UserMessage.from(QUESTION))
                        .temperature(0.5)
                        .modelName("m")
                        .build());

        assertThat(response)
                .isEqualTo(ChatResponse.builder()
                        .aiMessage(AiMessage.from("There are 3."))
                        .tokenUsage(new TokenUsage(30, 12))
                        .finishReason(FinishReason.STOP)
                        .build());
        ChatRequest last = model.requests().getLast();
        assertThat(last.temperature()).isEqualTo(0.5);
        assertThat(last.modelName()).isEqualTo("m");
        assertThat(((SystemMessage) last.messages().getFirst()).text()).endsWith("\n\nBe brief.");
        assertThat(last.messages().getLast()).isEqualTo(ToolExecutionResultMessage.from("a", "python", "3"));
        assertThat(sandbox.closed).isEqualTo(1);
        model.close();
    }

    @Test
    void whoeverWatchesHearsTheCodeAndItsResult() {
        ScriptedModel model = ScriptedModel.of(Script.turn().thenCall("a", "python", CALL), Script.say("There are 3."));
        Recording<AgentEvent> heard = new Recording<>();
        ChatResponse response = around(model)
                .chat(
                        ChatRequest.builder()
                                .messages(UserMessage.from(QUESTION))
                                .build(),
                        heard::accept,
                        new Cancellation());
        assertThat(response.aiMessage().text()).isEqualTo("There are 3.");
        assertThat(heard.only(AgentEvent.RunStarted.class)).containsExactly(new AgentEvent.RunStarted(1, CODE));
        assertThat(heard.only(AgentEvent.RunEnded.class)).hasSize(1);
        assertThat(heard.events().getLast()).isInstanceOf(AgentEvent.Ended.class);
    }

    @Test
    void whoeverWatchesCanCancel() {
        Cancellation cancellation = new Cancellation();
        ScriptedModel model = ScriptedModel.of(Script.say("Well").then(new Script.Step.Hang()));
        assertThatThrownBy(() -> around(model)
                        .chat(
                                ChatRequest.builder()
                                        .messages(UserMessage.from(QUESTION))
                                        .build(),
                                event -> {
                                    if (event instanceof AgentEvent.Text) {
                                        cancellation.cancel();
                                    }
                                },
                                cancellation))
                .isInstanceOfSatisfying(
                        UnansweredException.class,
                        unanswered -> assertThat(unanswered.outcome()).isInstanceOf(Outcome.Cancelled.class));
    }

    @Test
    void documentsOfAMessageAreBoundAndTold() {
        ScriptedModel model = ScriptedModel.of(Script.say("ok"));
        around(model)
                .chat(UserMessage.builder()
                        .addContent(TextContent.from("?"))
                        .attributes(Map.of(UseCodeChatModel.DOCUMENTS, Map.of("a.txt", "abc")))
                        .build());
        assertThat(sandbox.bound).containsEntry("documents", new Binding.TextMap(Map.of("a.txt", "abc")));
        assertThat(((SystemMessage) model.requests().getFirst().messages().getFirst()).text())
                .contains("documents[\"a.txt\"]: 3 characters");
    }

    @Test
    void lessonsStandBehindTheSystemTextOfTheRequest() {
        ScriptedModel model = ScriptedModel.of(Script.say("ok"));
        Agent agent = Agent.builder(model)
                .sandbox(sandbox)
                .lessons(question -> "A lesson on: " + question)
                .build();
        new UseCodeChatModel(agent).chat(SystemMessage.from("Be short."), UserMessage.from("How many e's?"));
        assertThat(((SystemMessage) model.requests().getFirst().messages().getFirst()).text())
                .endsWith("Be short.\n\nA lesson on: How many e's?");
    }

    @Test
    void theProvidersMetadataComesThrough() {
        StreamingChatModel model = new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                handler.onCompleteResponse(ChatResponse.builder()
                        .aiMessage(AiMessage.builder()
                                .text("Hello.")
                                .thinking("hm")
                                .attributes(Map.of("signature", "x"))
                                .build())
                        .id("id-7")
                        .modelName("m-2026")
                        .finishReason(FinishReason.OTHER)
                        .build());
            }
        };
        ChatResponse response =
                new UseCodeChatModel(Agent.builder(model).sandbox(sandbox).build()).chat(UserMessage.from("Hello?"));
        assertThat(response.id()).isEqualTo("id-7");
        assertThat(response.modelName()).isEqualTo("m-2026");
        assertThat(response.finishReason()).isEqualTo(FinishReason.OTHER);
        assertThat(response.aiMessage().thinking()).isEqualTo("hm");
        assertThat(response.aiMessage().attributes()).isEqualTo(Map.of("signature", "x"));
    }

    @Test
    void theRequestsMessagesAreTheConversation() {
        ScriptedModel model = ScriptedModel.of(Script.say("ok"));
        around(model).chat(UserMessage.from("one"), AiMessage.from("1"), UserMessage.from("two\r\n각"));
        assertThat(sandbox.bound)
                .containsEntry("message", new Binding.Text("two\r\n각"))
                .containsEntry("messages", new Binding.TextList(List.of("one")));
        assertThat(model.requests().getFirst().messages()).hasSize(4);
    }

    @Test
    void streamsWhatIsSaidAndThoughtButNoCode() throws InterruptedException {
        ScriptedModel model = ScriptedModel.of(
                Script.turn().thenThink("hm").thenSay("I count.\n```python\n" + CODE + "\n```\n"),
                Script.say("There are 3."));
        Heard heard = new Heard(text -> false);
        UseCodeChatModel using = new UseCodeChatModel(
                Agent.builder(model).sandbox(sandbox).dialect(Dialect.TEXT).build());
        using.chat(QUESTION, heard);
        heard.all.await(ChatResponse.class::isInstance);
        assertThat(heard.all.events().subList(0, 3))
                .containsExactly(new PartialThinking("hm"), "I count.\n", "\n\nThere are 3.");
        assertThat(((ChatResponse) heard.all.events().getLast()).aiMessage()).isEqualTo(AiMessage.from("There are 3."));
        assertThat(heard.all.events()).hasSize(4);
    }

    @Test
    void aCallersToolIsHandedOutAndItsResultTakenBack() throws InterruptedException {
        ScriptedModel model = ScriptedModel.of(
                Chunks.random(7, 5),
                Script.turn().thenCall("a", "python", CALL),
                Script.say("I ask.").thenCall("b", "weather", "{}").ending(FinishReason.TOOL_EXECUTION),
                Script.say("3, and sunny"));
        UseCodeChatModel using = around(model);
        List<ChatMessage> memory = new ArrayList<>(List.of(UserMessage.from(QUESTION)));
        ChatRequest first = ChatRequest.builder()
                .messages(memory)
                .toolSpecifications(WEATHER)
                .build();
        Heard heard = new Heard(text -> false);
        using.chat(first, heard);
        heard.all.await(ChatResponse.class::isInstance);

        ChatResponse handedOut = (ChatResponse) heard.all.events().getLast();
        assertThat(handedOut.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
        assertThat(handedOut.tokenUsage()).isEqualTo(new TokenUsage(20, 10));
        assertThat(handedOut.aiMessage().text()).isEqualTo("I ask.");
        assertThat(heard.all.only(CompleteToolCall.class))
                .containsExactly(new CompleteToolCall(
                        0, handedOut.aiMessage().toolExecutionRequests().getFirst()));
        assertThat(model.requests().getFirst().toolSpecifications())
                .extracting(ToolSpecification::name)
                .containsExactly("python", "weather");

        memory.add(handedOut.aiMessage());
        memory.add(ToolExecutionResultMessage.from("b", "weather", "sunny"));
        List<ChatMessage> stored =
                ChatMessageDeserializer.messagesFromJson(ChatMessageSerializer.messagesToJson(memory));
        ChatResponse answer = using.chat(first.toBuilder().messages(stored).build());

        assertThat(answer.aiMessage()).isEqualTo(AiMessage.from("3, and sunny"));
        List<ChatMessage> seen = model.requests().getLast().messages();
        assertThat(seen.subList(1, 4))
                .isEqualTo(model.requests().get(1).messages().subList(1, 4))
                .contains(ToolExecutionResultMessage.from("a", "python", "3"));
        assertThat(seen.get(4))
                .isEqualTo(AiMessage.from("I ask.", handedOut.aiMessage().toolExecutionRequests()));
        assertThat(seen.getLast()).isEqualTo(ToolExecutionResultMessage.from("b", "weather", "sunny"));
        assertThat(((SystemMessage) seen.getFirst()).text()).contains("Variables that earlier code set are gone");
        assertThat(sandbox.closed).isEqualTo(2);
        model.close();
    }

    @Test
    void codeBesideACallersToolIsRunAndKept() {
        ScriptedModel model = ScriptedModel.of(
                Script.turn().thenCall("a", "weather", "{}").thenCall("b", "python", CALL), Script.say("done"));
        UseCodeChatModel using = around(model);
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from(QUESTION))
                .toolSpecifications(WEATHER)
                .build();
        AiMessage handedOut = using.chat(request).aiMessage();
        assertThat(handedOut.toolExecutionRequests())
                .extracting(call -> call.name())
                .containsExactly("weather");

        var result = ToolExecutionResultMessage.from("a", "weather", "rain");
        using.chat(request.toBuilder()
                .messages(UserMessage.from(QUESTION), handedOut, result)
                .build());
        List<ChatMessage> seen = model.requests().getLast().messages();
        assertThat(((AiMessage) seen.get(2)).toolExecutionRequests()).hasSize(2);
        assertThat(seen.subList(3, 5)).containsExactly(ToolExecutionResultMessage.from("b", "python", "3"), result);
    }

    @Test
    void aQuestionWithoutAnAnswerIsAnException() {
        ScriptedModel model = ScriptedModel.of(Script.turn().thenCall("a", "python", CALL));
        UseCodeChatModel using = new UseCodeChatModel(Agent.builder(model)
                .sandbox(sandbox)
                .budget(new Budget(1, Duration.ofMinutes(1), 1_000))
                .build());
        assertThatThrownBy(() -> using.chat(QUESTION))
                .isInstanceOf(UnansweredException.class)
                .hasMessage("No answer: the model used up its 1 turns.")
                .extracting(failure -> ((UnansweredException) failure).outcome())
                .isEqualTo(new Outcome.StepLimit(1, new Usage(10, 5, true)));
    }

    @Test
    void anAnswerThatTheProviderWithheldIsAnException() {
        ScriptedModel model = ScriptedModel.of(Script.say("There").ending(FinishReason.CONTENT_FILTER));
        assertThatThrownBy(() -> around(model).chat(QUESTION))
                .isInstanceOf(UnansweredException.class)
                .hasMessage("No answer: the provider's content filter withheld the answer.");
    }

    @Test
    void aDeadlineReachesTheStreamsHandler() throws InterruptedException {
        ScriptedModel model = ScriptedModel.of(Script.hang());
        Heard heard = new Heard(text -> false);
        new UseCodeChatModel(Agent.builder(model)
                        .sandbox(sandbox)
                        .budget(new Budget(1, Duration.ofMillis(50), 1_000))
                        .build())
                .chat(QUESTION, heard);
        heard.all.await(UnansweredException.class::isInstance);
        assertThat(heard.all.events()).hasSize(1);
    }

    @Test
    void aProvidersFailureIsItsOwnException() throws InterruptedException {
        AuthenticationException refused = new AuthenticationException("no such key");
        assertThatThrownBy(() -> around(ScriptedModel.of(Script.fail(refused))).chat(QUESTION))
                .isSameAs(refused);
        Heard heard = new Heard(text -> false);
        around(ScriptedModel.of(Script.fail(refused))).chat(QUESTION, heard);
        heard.all.await(refused::equals);
        assertThat(sandbox.closed).isEqualTo(2);
    }

    @Test
    void cancellingEndsTheStream() throws InterruptedException {
        ScriptedModel model =
                ScriptedModel.of(Script.say("Well,").thenSay(" 3.").then(new Script.Step.Hang()));
        Recording<AgentEvent> events = new Recording<>();
        Heard heard = new Heard("Well,"::equals);
        new UseCodeChatModel(Agent.builder(model)
                        .sandbox(sandbox)
                        .listener(events::accept)
                        .build())
                .chat(QUESTION, heard);
        events.await(AgentEvent.Ended.class::isInstance);
        assertThat(events.events().getLast())
                .isEqualTo(new AgentEvent.Ended(new Outcome.Cancelled(new Usage(0, 0, false))));
        assertThat(heard.all.events()).containsExactly("Well,");
    }

    @Test
    void anUncountedTurnLeavesTheUsageUnknown() {
        ScriptedModel model = ScriptedModel.of(
                Script.turn().thenCall("a", "python", CALL).countingNothing(), Script.say("There are 3."));
        assertThat(around(model)
                        .chat(ChatRequest.builder()
                                .messages(UserMessage.from(QUESTION))
                                .build())
                        .tokenUsage())
                .isNull();
    }

    @Test
    void whatAModelThatTakesNoToolsCannotDoIsSaid() {
        UseCodeChatModel using = new UseCodeChatModel(Agent.builder(ScriptedModel.of())
                .sandbox(sandbox)
                .dialect(Dialect.TEXT)
                .build());
        ChatRequest request =
                ChatRequest.builder().messages(UserMessage.from(QUESTION)).build();
        assertThatThrownBy(() -> using.chat(
                        request.toBuilder().toolSpecifications(WEATHER).build()))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThatThrownBy(() -> using.chat(
                        request.toBuilder().responseFormat(ResponseFormat.JSON).build()))
                .isInstanceOf(UnsupportedFeatureException.class);
        assertThat(using.supportedCapabilities()).isEmpty();
    }

    @Test
    void aCallersToolMayNotBeNamedPython() {
        ChatRequest request = ChatRequest.builder()
                .messages(UserMessage.from(QUESTION))
                .toolSpecifications(ToolSpecification.builder().name("python").build())
                .build();
        assertThatThrownBy(() -> around(ScriptedModel.of()).chat(request))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("two tools are named python");
    }

    private UseCodeChatModel around(ScriptedModel model) {
        return new UseCodeChatModel(Agent.builder(model).sandbox(sandbox).build());
    }
}
