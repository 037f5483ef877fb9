package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Real clients of OpenAI's get from the door what they would get from OpenAI. The cells of the table in
/// `docs/openai.md` are the lines of these tests.
@Timeout(600)
class OpenAiClientsTest {

    private final ServedDoor door = new ServedDoor(new ClientsModel());

    @AfterEach
    void close() {
        door.close();
    }

    private final OpenAiStreamingChatModel langChain4j = OpenAiStreamingChatModel.builder()
            .baseUrl(door.url())
            .apiKey("x")
            .modelName("jupan")
            .returnThinking(true)
            .build();

    private ChatResponse ask(ChatRequest request, StringBuilder text, StringBuilder thinking) {
        CompletableFuture<ChatResponse> done = new CompletableFuture<>();
        langChain4j.chat(request, new StreamingChatResponseHandler() {
            @Override
            public void onPartialResponse(String partial) {
                text.append(partial);
            }

            @Override
            public void onPartialThinking(PartialThinking partial) {
                thinking.append(partial.text());
            }

            @Override
            public void onCompleteResponse(ChatResponse response) {
                done.complete(response);
            }

            @Override
            public void onError(Throwable error) {
                done.completeExceptionally(error);
            }
        });
        return done.join();
    }

    @Test
    void langChain4j() {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        ChatResponse counted =
                ask(ChatRequest.builder().messages(UserMessage.from("count")).build(), text, thinking);
        assertThat(text).hasToString("There are 3.");
        assertThat(thinking).hasToString("I count.\n```python\nn = 3\n```\n```text\n3\n```\n");
        assertThat(counted.aiMessage().text()).isEqualTo("There are 3.");
        assertThat(counted.finishReason()).isEqualTo(FinishReason.STOP);
        assertThat(counted.tokenUsage().totalTokenCount()).isPositive();
    }

    @Test
    void langChain4jCallsItsTools() {
        ToolSpecification weather = ToolSpecification.builder().name("weather").build();
        List<ChatMessage> messages = new ArrayList<>(List.of(UserMessage.from("weather")));
        ChatResponse first = ask(
                ChatRequest.builder()
                        .messages(messages)
                        .toolSpecifications(weather)
                        .build(),
                new StringBuilder(),
                new StringBuilder());
        ToolExecutionRequest call = first.aiMessage().toolExecutionRequests().getFirst();
        assertThat(call.arguments()).isEqualTo("{\"city\":\"Paris\"}");
        messages.add(first.aiMessage());
        messages.add(ToolExecutionResultMessage.from(call, "sunny"));
        ChatResponse second = ask(
                ChatRequest.builder()
                        .messages(messages)
                        .toolSpecifications(weather)
                        .build(),
                new StringBuilder(),
                new StringBuilder());
        assertThat(second.aiMessage().text()).isEqualTo("It is sunny.");
    }

    @Test
    void langChain4jKnowsTheErrors() {
        ChatRequest limited =
                ChatRequest.builder().messages(UserMessage.from("limited")).build();
        assertThatThrownBy(() -> ask(limited, new StringBuilder(), new StringBuilder()))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RateLimitException.class);
    }
}
