package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OfflineModelTest {

    private static final String QUESTION = "How many r's are in strawberry?";
    private static final String CODE = "word = \"strawberry\"\nprint(word.count(\"r\"))";
    private static final ToolSpecification PYTHON = ToolSpecification.builder()
            .name("python")
            .description("Runs Python.")
            .build();

    @Test
    void writesAFencedBlockWhereTheRequestOffersNoTool() {
        Recording turn = ask(request(UserMessage.from(QUESTION)).build());

        assertThat(turn.response.join().aiMessage())
                .isEqualTo(AiMessage.from("I am asked how often \"r\" occurs in \"strawberry\".\n"
                        + "Counting is a job for code:\n\n```python\n" + CODE + "\n```\n"));
        assertThat(String.join("", turn.texts))
                .isEqualTo(turn.response.join().aiMessage().text());
        assertThat(turn.texts).hasSizeGreaterThan(20);
        assertThat(turn.response.join().finishReason()).isEqualTo(FinishReason.STOP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"help", "도움말"})
    void itsHelpClaimsNoNumbers(String question) {
        try (Agent agent =
                Agent.builder(new OfflineModel()).sandbox(new CountingSandbox()).build()) {
            assertThat(agent.ask(question)).isInstanceOfSatisfying(Outcome.Answered.class, help -> {
                assertThat(help.text()).contains("9.11");
                assertThat(help.evidence()).isEmpty();
            });
        }
    }

    @Test
    void saysInTheMessageThatAQuestionWasNotUnderstood() {
        ChatResponse joke = ask(request(UserMessage.from("Tell me a joke")).build())
                .response
                .join();
        ChatResponse date = ask(request(UserMessage.from("What weekday was 03/04/2024?"))
                        .build())
                .response
                .join();

        assertThat(joke.aiMessage().attributes()).containsEntry("jupan.finish", "not_understood");
        assertThat(date.aiMessage().attributes()).containsEntry("jupan.finish", "not_understood");
        assertThat(joke.finishReason()).isEqualTo(FinishReason.STOP);
    }

    @Test
    void callsTheToolWhereTheRequestOffersIt() {
        Recording turn = ask(
                request(UserMessage.from(QUESTION)).toolSpecifications(PYTHON).build());

        String arguments = "{\"code\":\"word = \\\"strawberry\\\"\\nprint(word.count(\\\"r\\\"))\"}";
        ToolExecutionRequest call = ToolExecutionRequest.builder()
                .id("call_1")
                .name("python")
                .arguments(arguments)
                .build();
        ChatResponse response = turn.response.join();
        assertThat(response.aiMessage().toolExecutionRequests()).containsExactly(call);
        assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
        assertThat(turn.calls).hasSizeGreaterThan(5).allMatch(part -> "call_1".equals(part.id()));
        assertThat(String.join(
                        "",
                        turn.calls.stream()
                                .map(PartialToolCall::partialArguments)
                                .toList()))
                .isEqualTo(arguments);
        assertThat(turn.completeCalls).containsExactly(new CompleteToolCall(0, call));
    }

    @Test
    void saysTheResultOfTheToolsRun() {
        AiMessage call = ask(request(UserMessage.from(QUESTION))
                        .toolSpecifications(PYTHON)
                        .build())
                .response
                .join()
                .aiMessage();
        ToolExecutionResultMessage result =
                ToolExecutionResultMessage.from(call.toolExecutionRequests().getFirst(), "3");

        Recording turn = ask(request(UserMessage.from(QUESTION), call, result)
                .toolSpecifications(PYTHON)
                .build());

        assertThat(turn.response.join().aiMessage()).isEqualTo(AiMessage.from("There are 3 r's in \"strawberry\"."));
        assertThat(turn.calls).isEmpty();
    }

    @Test
    void neverBreaksACharacterThatSpansTokens() {
        String emoji = "How many 👩‍🚀 are in \"👩‍🚀🦄뷁꿿👩‍🚀\"?";
        Recording turn = ask(request(UserMessage.from(emoji)).build());

        assertThat(String.join("", turn.texts)).contains("\"👩‍🚀🦄뷁꿿👩‍🚀\"");
        assertThat(turn.response.join()).isNotNull();
        assertThat(turn.texts)
                .noneMatch(text -> text.isEmpty()
                        || text.contains("\uFFFD")
                        || Character.isHighSurrogate(text.charAt(text.length() - 1))
                        || Character.isLowSurrogate(text.charAt(0)));
    }

    @Test
    void stopsAtTheLimitOnOutputTokens() {
        Recording turn =
                ask(request(UserMessage.from(QUESTION)).maxOutputTokens(7).build());

        ChatResponse response = turn.response.join();
        assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(7);
        assertThat(turn.texts).hasSize(7);
    }

    @Test
    void callsNoToolWhenTheLimitCutsTheCall() {
        Recording turn = ask(request(UserMessage.from(QUESTION))
                .toolSpecifications(PYTHON)
                .maxOutputTokens(25)
                .build());

        assertThat(turn.response.join().finishReason()).isEqualTo(FinishReason.LENGTH);
        assertThat(turn.response.join().aiMessage().hasToolExecutionRequests()).isFalse();
        assertThat(turn.completeCalls).isEmpty();
    }

    @Test
    void countsTokensAndNamesItself() {
        ChatResponse response = ask(ChatRequest.builder()
                        .messages(UserMessage.from("ubiquitous"))
                        .build())
                .response
                .join();

        assertThat(response.modelName()).isEqualTo("offline");
        assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(4);
        assertThat(response.tokenUsage().outputTokenCount()).isGreaterThan(50);
        assertThat(response.aiMessage().text())
                .contains("no language model", "models pull qwen2.5-coder-1.5b", "OPENAI_API_KEY");
    }

    @Test
    void sendsNothingMoreOnceItIsCancelled() throws InterruptedException {
        List<String> texts = new ArrayList<>();
        CountDownLatch ended = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        StreamingChatResponseHandler handler = new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
                texts.add(partial.text());
                context.streamingHandle().cancel();
                cancelled.countDown();
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                ended.countDown();
            }

            @Override
            public void onError(Throwable error) {
                ended.countDown();
            }
        };

        new OfflineModel().chat(request(UserMessage.from(QUESTION)).build(), handler);

        assertThat(cancelled.await(5, TimeUnit.MINUTES)).isTrue();
        assertThat(ended.await(300, TimeUnit.MILLISECONDS)).isFalse();
        assertThat(texts).hasSize(1);
    }

    @Test
    void waitsBeforeEachTokenWhenAskedTo() {
        Recording turn = new Recording();
        long start = System.nanoTime();

        new OfflineModel(Duration.ofMillis(5))
                .chat(request(UserMessage.from(QUESTION)).maxOutputTokens(10).build(), turn);

        turn.response.orTimeout(5, TimeUnit.MINUTES).join();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(50));
    }

    @Test
    void handsAListenersFailureToItsOnError() {
        CompletableFuture<Throwable> error = new CompletableFuture<>();
        StreamingChatResponseHandler handler = new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
                throw new IllegalStateException("listener");
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {}

            @Override
            public void onError(Throwable failure) {
                error.complete(failure);
            }
        };

        new OfflineModel().chat(request(UserMessage.from(QUESTION)).build(), handler);

        assertThat(error.orTimeout(5, TimeUnit.MINUTES).join()).hasMessage("listener");
    }

    private static ChatRequest.Builder request(ChatMessage... messages) {
        List<ChatMessage> all = new ArrayList<>(List.of(SystemMessage.from("Use code.")));
        all.addAll(List.of(messages));
        return ChatRequest.builder().messages(all);
    }

    private static Recording ask(ChatRequest request) {
        Recording turn = new Recording();
        new OfflineModel().chat(request, turn);
        turn.response.orTimeout(5, TimeUnit.MINUTES).join();
        return turn;
    }

    private static final class Recording implements StreamingChatResponseHandler {
        final List<String> texts = new ArrayList<>();
        final List<PartialToolCall> calls = new ArrayList<>();
        final List<CompleteToolCall> completeCalls = new ArrayList<>();
        final CompletableFuture<ChatResponse> response = new CompletableFuture<>();

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            texts.add(partial.text());
        }

        @Override
        public void onPartialToolCall(PartialToolCall partial, PartialToolCallContext context) {
            calls.add(partial);
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall call) {
            completeCalls.add(call);
        }

        @Override
        public void onCompleteResponse(ChatResponse complete) {
            response.complete(complete);
        }

        @Override
        public void onError(Throwable error) {
            response.completeExceptionally(error);
        }
    }
}
