package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.model.chat.Capability;
import dev.langchain4j.model.chat.ChatRequestOptions;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.listener.ChatModelListener;
import dev.langchain4j.model.chat.listener.ChatModelRequestContext;
import dev.langchain4j.model.chat.listener.ChatModelResponseContext;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.Result;
import dev.langchain4j.service.TokenStream;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.testkit.Recording;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import io.github.jupan.tools.PythonExecutionEngine;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// LangChain4j's own services over a model that uses code, with the sandbox that ships.
@Timeout(600)
class AiServicesTest {

    private static final Sandbox SANDBOX = new PatientSandbox();
    private static final String QUESTION = "Use code: how many r's are in strawberry?";

    interface Assistant {
        Result<String> ask(String question);
    }

    interface Streaming {
        TokenStream ask(String question);
    }

    interface Counter {
        Count count(String question);
    }

    record Count(String letter, int count) {}

    static final class Weather {
        @Tool("the temperature in a city")
        double temperature(@P("the city") String city) {
            return city.equals("Seoul") ? 20.5 : -1;
        }
    }

    /// The scripted model as a provider's client is: with listeners, and able to keep to a schema.
    private record Provider(ScriptedModel model, List<ChatModelListener> listeners) implements StreamingChatModel {
        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            model.doChat(request, handler);
        }

        @Override
        public Set<Capability> supportedCapabilities() {
            return Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA);
        }
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void aServiceRemembersAndEachQuestionIsBound() {
        ScriptedModel model = ScriptedModel.of(
                code("a", "message.count('strawberry') + 'berry'.count('r')"),
                Script.say("There are 3."),
                code("b", "messages"),
                Script.say("You asked: " + QUESTION));
        Recording<AgentEvent> events = new Recording<>();
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(using(model, events))
                .chatMemory(MessageWindowChatMemory.withMaxMessages(10))
                .build();

        Result<String> first = assistant.ask(QUESTION);
        assertThat(first.content()).isEqualTo("There are 3.");
        assertThat(first.tokenUsage()).isEqualTo(new TokenUsage(20, 10));
        assertThat(first.finishReason()).isEqualTo(FinishReason.STOP);
        assistant.ask("What did I ask?");

        assertThat(values(events)).containsExactly("3", "[" + repr(QUESTION) + "]");
        assertThat(model.requests().getLast().messages()).hasSize(6);
        model.close();
    }

    @Test
    void theServicesToolsAreCalledByTheService() {
        ScriptedModel model = ScriptedModel.of(
                code("a", "'seoul'.capitalize()"),
                Script.turn().thenCall("b", "temperature", "{\"city\": \"Seoul\"}"),
                code("c", "20.5 * 2"),
                Script.say("41.0"));
        Recording<AgentEvent> events = new Recording<>();
        Assistant assistant = AiServices.builder(Assistant.class)
                .chatModel(using(model, events))
                .chatMemory(MessageWindowChatMemory.withMaxMessages(10))
                .tools(new Weather())
                .build();
        Result<String> answer = assistant.ask("Twice the temperature in Seoul?");

        assertThat(answer.content()).isEqualTo("41.0");
        assertThat(answer.toolExecutions())
                .singleElement()
                .satisfies(execution -> assertThat(execution.result()).isEqualTo("20.5"));
        assertThat(answer.tokenUsage()).isEqualTo(new TokenUsage(40, 20));
        assertThat(values(events)).containsExactly("'Seoul'", "41.0");
        // System, question, call and result of a, call and result of b, call and result of c.
        assertThat(model.requests().getLast().messages()).hasSize(8);
        model.close();
    }

    @Test
    void aStreamOfTokensCallsToolsAndAnswers() throws Exception {
        ScriptedModel model = ScriptedModel.of(
                Script.turn().thenCall("a", "temperature", "{\"city\": \"Seoul\"}"),
                code("b", "20.5 * 2"),
                Script.say("41.0"));
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        Recording<String> said = new Recording<>();
        AiServices.builder(Streaming.class)
                .streamingChatModel(using(model, new Recording<>()))
                .tools(new Weather())
                .build()
                .ask("Twice the temperature in Seoul?")
                .onPartialResponse(said)
                .onCompleteResponse(done::complete)
                .onError(done::completeExceptionally)
                .start();
        ChatResponse response = done.get(5, TimeUnit.MINUTES);
        assertThat(response.aiMessage().text()).isEqualTo("41.0");
        assertThat(said.events()).containsExactly("41.0");
        assertThat(response.tokenUsage()).isEqualTo(new TokenUsage(30, 15));
        model.close();
    }

    @Test
    void anAnswerMayBeAnObject() {
        ScriptedModel model =
                ScriptedModel.of(code("a", "'strawberry'.count('r')"), Script.say("{\"letter\": \"r\", \"count\": 3}"));
        Counter counter = AiServices.builder(Counter.class)
                .chatModel(new UseCodeChatModel(Agent.builder(new Provider(model, List.of()))
                        .sandbox(SANDBOX)
                        .build()))
                .build();
        assertThat(counter.count(QUESTION)).isEqualTo(new Count("r", 3));
        assertThat(model.requests())
                .allSatisfy(
                        request -> assertThat(request.responseFormat().type()).isEqualTo(ResponseFormatType.JSON))
                .hasSize(2);
    }

    @Test
    void aModelThatTakesNoToolsIsAskedForTheObjectInWords() {
        ScriptedModel model = ScriptedModel.of(
                Script.say("```python\n'strawberry'.count('r')\n```\n"),
                Script.say("{\"letter\": \"r\", \"count\": 3}"));
        Counter counter = AiServices.builder(Counter.class)
                .chatModel(new UseCodeChatModel(Agent.builder(new Provider(model, List.of()))
                        .sandbox(SANDBOX)
                        .dialect(Dialect.TEXT)
                        .build()))
                .build();
        assertThat(counter.count(QUESTION)).isEqualTo(new Count("r", 3));
        assertThat(model.requests())
                .allSatisfy(request -> assertThat(request.responseFormat()).isNull());
    }

    @Test
    void theModelsListenersHearEachOfItsCalls() {
        Recording<String> heard = new Recording<>();
        ChatModelListener listener = new ChatModelListener() {
            @Override
            public void onRequest(ChatModelRequestContext context) {
                heard.accept("request of " + context.chatRequest().messages().size()
                        + context.attributes().get("user"));
            }

            @Override
            public void onResponse(ChatModelResponseContext context) {
                heard.accept(
                        "response with " + context.chatResponse().tokenUsage().inputTokenCount());
            }
        };
        ScriptedModel model =
                ScriptedModel.of(code("a", "1 + 1"), Script.say("2").counting(30, 1));
        Agent agent = Agent.builder(new Provider(model, List.of(listener)))
                .sandbox(SANDBOX)
                .build();
        new UseCodeChatModel(agent)
                .chat(
                        ChatRequest.builder()
                                .messages(UserMessage.from("What is 1 + 1?"))
                                .build(),
                        ChatRequestOptions.builder()
                                .addListenerAttribute("user", " by me")
                                .build());
        assertThat(heard.events())
                .containsExactly("request of 2 by me", "response with 10", "request of 4 by me", "response with 30");
    }

    @Test
    void theEngineIsAToolForAnyModel() {
        ScriptedModel model = ScriptedModel.of(code("a", "'strawberry'.count('r')"), Script.say("3"));
        Streaming assistant = AiServices.builder(Streaming.class)
                .streamingChatModel(model)
                .tools(new PythonExecutionEngine(SANDBOX, Limits.DEFAULT))
                .build();
        CompletableFuture<String> result = new CompletableFuture<>();
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        assistant
                .ask(QUESTION)
                .onToolExecuted(execution -> result.complete(execution.result()))
                .onPartialResponse(text -> {})
                .onCompleteResponse(done::complete)
                .onError(done::completeExceptionally)
                .start();
        assertThat(done.orTimeout(5, TimeUnit.MINUTES).join().aiMessage().text())
                .isEqualTo("3");
        assertThat(result.join()).isEqualTo("3");
    }

    private static UseCodeChatModel using(ScriptedModel model, Recording<AgentEvent> events) {
        return new UseCodeChatModel(
                Agent.builder(model).sandbox(SANDBOX).listener(events::accept).build());
    }

    private static Script code(String id, String code) {
        return Script.turn()
                .thenCall(id, "python", "{\"code\": \"" + code + "\"}")
                .ending(FinishReason.TOOL_EXECUTION);
    }

    private static List<String> values(Recording<AgentEvent> events) {
        return events.only(AgentEvent.RunEnded.class).stream()
                .map(ended -> String.valueOf(((Execution.Completed) ended.execution()).value()))
                .toList();
    }

    private static String repr(String text) {
        return "\"" + text + "\"";
    }
}
