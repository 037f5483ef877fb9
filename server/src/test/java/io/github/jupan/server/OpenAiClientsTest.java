package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.github.jupan.server.internal.NodePackages;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
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

    @Test
    void node() throws Exception {
        NodePackages packages = NodePackages.of(
                "openai", "openai@6.49.0", "ai@6.0.326", "@ai-sdk/openai@3.0.141", "@ai-sdk/openai-compatible@2.0.92");
        check(
                packages.runScript(OpenAiClientsTest.class, "openai-clients.mjs", door.url())
                        .out(),
                "openai-node.json");
    }

    /// With the interpreter that `JUPAN_TEST_OPENAI_PYTHON` names, which has these packages.
    @Test
    void python() throws Exception {
        String python = System.getenv("JUPAN_TEST_OPENAI_PYTHON");
        Assumptions.assumeTrue(python != null, "JUPAN_TEST_OPENAI_PYTHON names no Python with openai and the others");
        Path script = Files.createTempFile("openai-clients", ".py");
        try (InputStream in = resource("openai-clients.py")) {
            Files.write(script, in.readAllBytes());
        }
        List<String> lines = new ArrayList<>();
        for (String client : List.of("openai", "litellm", "smolagents", "inspect_ai", "lm_eval")) {
            Process process = new ProcessBuilder(python, script.toString(), door.url(), client)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .forEach(lines::add);
        }
        Files.delete(script);
        check(String.join("\n", lines), "openai-python.json");
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(OpenAiClientsTest.class.getResourceAsStream(name));
    }

    /// @param expected a resource: what each thing tried comes to
    private static void check(String out, String expected) throws IOException {
        Map<String, String> got = new LinkedHashMap<>();
        // The clients say things of their own too.
        out.lines()
                .filter(line -> line.startsWith("[\""))
                .map(TestClient::read)
                .forEach(line -> got.put(line.get(0).textValue(), line.get(1).toString()));
        Map<String, String> wanted = new LinkedHashMap<>();
        try (InputStream in = resource(expected)) {
            JsonNode all = TestClient.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            all.properties()
                    .forEach(each -> wanted.put(each.getKey(), each.getValue().toString()));
        }
        assertThat(got).isEqualTo(wanted);
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
