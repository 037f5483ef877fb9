package io.github.jupan.agent.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.model.ModelProvider;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Budget;
import io.github.jupan.agent.ModelException;
import io.github.jupan.agent.ScriptedSandbox;
import io.github.jupan.agent.UseCodeChatModel;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import io.github.jupan.tools.ToolDefinition;
import io.github.jupan.tools.ToolResult;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class OpenTelemetryListenerTest {

    private static final String CALL = "{\"code\": \"f()\"}";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk telemetry = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();
    private final ScriptedSandbox sandbox = new ScriptedSandbox().calls("f()", "greet", "{}");

    /// The scripted model with a name.
    private record Named(StreamingChatModel model) implements StreamingChatModel {
        @Override
        public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            model.doChat(request, handler);
        }

        @Override
        public ChatRequestParameters defaultRequestParameters() {
            return ChatRequestParameters.builder().modelName("gpt-5").build();
        }

        @Override
        public ModelProvider provider() {
            return ModelProvider.OPEN_AI;
        }
    }

    static final class Greeting {
        @Tool("greets")
        String greet() {
            return "hello";
        }
    }

    @Test
    void aQuestionItsTurnsItsRunsAndItsToolsAreSpans() {
        Span parent = telemetry.getTracer("test").spanBuilder("request").startSpan();
        try (Agent agent = agent(
                Script.turn().thenCall("a", "python", CALL), Script.say("hello").counting(20, 7))) {
            Context.current()
                    .with(parent)
                    .wrap((Runnable) () -> agent.ask("Greet me."))
                    .run();
        }
        parent.end();
        assertThat(tree())
                .containsExactly(
                        "request < ",
                        "invoke_agent jupan < request",
                        "chat gpt-5 < invoke_agent jupan",
                        "execute_tool python < invoke_agent jupan",
                        "execute_tool greet < execute_tool python",
                        "chat gpt-5 < invoke_agent jupan");
        assertThat(attributes("invoke_agent jupan"))
                .isEqualTo(Map.of(
                        "gen_ai.operation.name", "invoke_agent",
                        "gen_ai.agent.name", "jupan",
                        "gen_ai.provider.name", "openai",
                        "gen_ai.request.model", "gpt-5",
                        "gen_ai.usage.input_tokens", 30L,
                        "gen_ai.usage.output_tokens", 12L));
        assertThat(attributes("chat gpt-5"))
                .isEqualTo(Map.of(
                        "gen_ai.operation.name",
                        "chat",
                        "gen_ai.provider.name",
                        "openai",
                        "gen_ai.request.model",
                        "gpt-5",
                        "gen_ai.response.finish_reasons",
                        List.of("tool_calls"),
                        "gen_ai.usage.input_tokens",
                        10L,
                        "gen_ai.usage.output_tokens",
                        5L));
        assertThat(attributes("execute_tool greet"))
                .isEqualTo(Map.of(
                        "gen_ai.operation.name", "execute_tool",
                        "gen_ai.tool.name", "greet",
                        "gen_ai.tool.type", "function",
                        "gen_ai.tool.call.id", "run-1-1"));
        assertThat(named("chat gpt-5").getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(named("invoke_agent jupan").getKind()).isEqualTo(SpanKind.INTERNAL);
    }

    @Test
    void whatFailedSaysHow() {
        sandbox.gives(
                "1 / 0",
                new Execution.Raised(
                        new Execution.PythonError("ZeroDivisionError", "division by zero", ""),
                        Execution.Output.NONE,
                        Duration.ZERO));
        try (Agent agent = agent(
                Script.turn().thenCall("a", "python", "{\"code\": \"1 / 0\"}"),
                Script.fail(new AuthenticationException("no such key")))) {
            assertThatThrownBy(() -> agent.ask("What is 1 / 0?")).isInstanceOf(ModelException.class);
        }
        assertThat(errors())
                .containsExactly(
                        "invoke_agent jupan: dev.langchain4j.exception.AuthenticationException",
                        "execute_tool python: ZeroDivisionError",
                        "chat gpt-5: dev.langchain4j.exception.AuthenticationException");
    }

    @Test
    void aToolThatOutlivesItsRunEndsWithIt() {
        CountDownLatch atWork = new CountDownLatch(1);
        sandbox.leaves("wait()", "wait", atWork).value("2", "2");
        StreamingChatModel model = new Named(ScriptedModel.of(
                Script.turn().thenCall("a", "python", "{\"code\": \"wait()\"}"),
                Script.turn().thenCall("b", "python", "{\"code\": \"2\"}"),
                Script.say("2")));
        ToolDefinition wait =
                new ToolDefinition(ToolSpecification.builder().name("wait").build(), arguments -> {
                    atWork.countDown();
                    LockSupport.park();
                    return ToolResult.ok("");
                });
        try (Agent agent = Agent.builder(model)
                .sandbox(sandbox)
                .tools(wait)
                .listener(new OpenTelemetryListener(telemetry, model))
                .build()) {
            agent.ask("Wait.");
        }
        assertThat(tree())
                .containsExactly(
                        "invoke_agent jupan < ",
                        "chat gpt-5 < invoke_agent jupan",
                        "execute_tool python < invoke_agent jupan",
                        "execute_tool wait < execute_tool python",
                        "chat gpt-5 < invoke_agent jupan",
                        "execute_tool python < invoke_agent jupan",
                        "chat gpt-5 < invoke_agent jupan");
        assertThat(errors()).containsExactly("execute_tool python: limit_time", "execute_tool wait: abandoned");
    }

    @Test
    void aQuestionThatIsStoppedEndsItsSpans() {
        try (Agent agent = Agent.builder(new Named(ScriptedModel.of(Script.hang())))
                .sandbox(sandbox)
                .budget(new Budget(3, Duration.ofMillis(50), 1_000))
                .listener(new OpenTelemetryListener(telemetry, new Named(ScriptedModel.of())))
                .build()) {
            agent.ask("Hello?");
        }
        assertThat(errors()).containsExactly("invoke_agent jupan: deadline", "chat gpt-5: deadline");
    }

    @Test
    void questionsAtTheSameTimeAreTracesOfTheirOwn() {
        int questions = 8;
        CountDownLatch started = new CountDownLatch(questions);
        StreamingChatModel greeting = new StreamingChatModel() {
            @Override
            public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
                try {
                    // Each waits until all have been asked.
                    started.countDown();
                    started.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                ScriptedModel.of(Script.say("hello")).doChat(request, handler);
            }
        };
        Agent agent = Agent.builder(new Named(greeting))
                .sandbox(sandbox)
                .listener(new OpenTelemetryListener(telemetry, new Named(greeting)))
                .build();
        CompletableFuture<?>[] asked = IntStream.range(0, questions)
                .mapToObj(i -> CompletableFuture.runAsync(
                        () -> agent.ask("Greet me."), task -> Thread.ofVirtual().start(task)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(asked).join();
        Map<String, List<String>> traces = exporter.getFinishedSpanItems().stream()
                .collect(Collectors.groupingBy(
                        SpanData::getTraceId,
                        TreeMap::new,
                        Collectors.mapping(SpanData::getName, Collectors.toList())));
        assertThat(traces.values()).hasSize(questions).containsOnly(List.of("chat gpt-5", "invoke_agent jupan"));
    }

    @Test
    void aStreamedAnswerBelongsToTheSpanOfItsAsker() throws Exception {
        Agent agent = agent(Script.say("hello"));
        Span parent = telemetry.getTracer("test").spanBuilder("request").startSpan();
        CompletableFuture<Object> done = new CompletableFuture<>();
        StreamingChatResponseHandler handler = new StreamingChatResponseHandler() {
            @Override
            public void onCompleteResponse(ChatResponse response) {
                done.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }
        };
        Context.current()
                .with(parent)
                .wrap(() -> new UseCodeChatModel(agent).chat("Greet me.", handler))
                .run();
        parent.end();
        done.get();
        assertThat(tree())
                .containsExactly("request < ", "invoke_agent jupan < request", "chat gpt-5 < invoke_agent jupan");
    }

    private Agent agent(Script... script) {
        StreamingChatModel model = new Named(ScriptedModel.of(script));
        return Agent.builder(model)
                .sandbox(sandbox)
                .tools(new Greeting())
                .listener(new OpenTelemetryListener(telemetry, model))
                .build();
    }

    private List<SpanData> spans() {
        return exporter.getFinishedSpanItems().stream()
                .sorted(Comparator.comparing(SpanData::getStartEpochNanos))
                .toList();
    }

    private SpanData named(String name) {
        return spans().stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> tree() {
        Map<String, String> names = spans().stream().collect(Collectors.toMap(SpanData::getSpanId, SpanData::getName));
        return spans().stream()
                .map(span -> span.getName() + " < " + names.getOrDefault(span.getParentSpanId(), ""))
                .toList();
    }

    private Map<String, Object> attributes(String name) {
        Map<String, Object> attributes = new TreeMap<>();
        named(name).getAttributes().forEach((key, value) -> attributes.put(key.getKey(), value));
        return attributes;
    }

    private List<String> errors() {
        return spans().stream()
                .filter(span -> span.getStatus().getStatusCode() == StatusCode.ERROR)
                .map(span -> span.getName() + ": "
                        + span.getAttributes().asMap().entrySet().stream()
                                .filter(entry -> entry.getKey().getKey().equals("error.type"))
                                .map(Map.Entry::getValue)
                                .findFirst()
                                .orElseThrow())
                .toList();
    }
}
