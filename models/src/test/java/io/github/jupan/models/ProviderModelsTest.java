package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProviderModelsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void asksAServerOfOpenAisProtocolAtItsAddress() {
        try (LocalServer server = new LocalServer(
                Answer.status(200, "{\"object\":\"list\",\"data\":[{\"id\":\"m-2\"},{\"id\":\"m-1\"}]}"))) {
            Map<String, String> environment = Map.of(
                    "OPENAI_BASE_URL", server.uri("/v1/").toString(),
                    "OPENAI_API_KEY", "sk-1",
                    "OLLAMA_HOST", "127.0.0.1:1");
            assertThat(ProviderModels.ask(ModelAccess.NOTHING, environment, PATIENCE))
                    .first()
                    .isEqualTo(new ProviderModels(Provider.OPENAI, List.of("m-1", "m-2"), Optional.empty()));
            assertThat(server.asked()).singleElement().satisfies(asked -> {
                assertThat(asked.path()).isEqualTo("/v1/models");
                assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer sk-1");
            });
        }
    }

    @Test
    void asksAnthropicAndGeminiInTheirOwnForms() {
        try (LocalServer server = new LocalServer(Answer.status(200, """
            {"data":[{"type":"model","id":"claude-x"}],
             "models":[{"name":"models/gemini-x","supportedGenerationMethods":["generateContent"]},
                       {"name":"models/embed-x","supportedGenerationMethods":["embedContent"]}]}
            """))) {
            assertThat(ask(Provider.ANTHROPIC, server.uri("/v1"), PATIENCE).names())
                    .containsExactly("claude-x");
            assertThat(ask(Provider.GEMINI, server.uri("/v1beta"), PATIENCE).names())
                    .containsExactly("gemini-x");
            assertThat(server.asked())
                    .extracting(LocalServer.Asked::path)
                    .containsExactly("/v1/models?limit=1000", "/v1beta/models?pageSize=1000");
            assertThat(server.asked().getFirst().headers().getFirst("x-api-key"))
                    .isEqualTo("k");
            assertThat(server.asked().getFirst().headers().getFirst("anthropic-version"))
                    .isEqualTo("2023-06-01");
            assertThat(server.asked().getLast().headers().getFirst("x-goog-api-key"))
                    .isEqualTo("k");
        }
    }

    @Test
    void asksAnOllamaServer() {
        try (LocalServer server = new LocalServer(Answer.status(200, "{\"models\":[{\"name\":\"qwen3:8b\"}]}"))) {
            Map<String, String> environment =
                    Map.of("OLLAMA_HOST", server.uri("").toString());
            assertThat(ProviderModels.ask(ModelAccess.NOTHING, environment, PATIENCE))
                    .containsExactly(new ProviderModels(Provider.OLLAMA, List.of("qwen3:8b"), Optional.empty()));
        }
    }

    @Test
    void aProviderThatDoesNotSayIsOneShortLine() {
        CountDownLatch never = new CountDownLatch(1);
        try (LocalServer refusing = new LocalServer(Answer.status(401, "no"));
                LocalServer odd = new LocalServer(Answer.status(200, "<html>"));
                LocalServer silent = new LocalServer(exchange -> {
                    try {
                        never.await();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                    }
                })) {
            assertThat(ask(Provider.OPENAI, refusing.uri("/v1"), PATIENCE).problem())
                    .contains("127.0.0.1 refuses the key");
            assertThat(ask(Provider.OPENAI, odd.uri("/v1"), PATIENCE).problem())
                    .contains("what answers at 127.0.0.1 has no list of models");
            assertThat(ask(Provider.OPENAI, URI.create("http://127.0.0.1:1/v1"), PATIENCE)
                            .problem())
                    .contains("127.0.0.1 does not answer");
            assertThat(ask(Provider.OPENAI, silent.uri("/v1"), Duration.ofMillis(200))
                            .problem())
                    .contains("127.0.0.1 does not answer within 0.2 s");
            never.countDown();
        }
    }

    @Test
    void noKeyGoesInTheClearToAnotherMachine() {
        Map<String, String> environment = Map.of(
                "OPENAI_BASE_URL", "http://192.0.2.1/v1", "OPENAI_API_KEY", "sk-1", "OLLAMA_HOST", "127.0.0.1:1");
        assertThat(ProviderModels.ask(ModelAccess.NOTHING, environment, PATIENCE))
                .first()
                .satisfies(models -> assertThat(models.problem().orElseThrow())
                        .startsWith("OPENAI_BASE_URL is another machine without TLS"));
    }

    @Test
    void whoHasNoKeyIsNotAsked() {
        assertThat(ProviderModels.ask(ModelAccess.NOTHING, Map.of(), PATIENCE))
                .noneMatch(models -> models.provider() != Provider.OLLAMA);
    }

    private static ProviderModels ask(Provider provider, URI address, Duration patience) {
        ModelOptions options = ModelOptions.builder()
                .environment(Map.of())
                .apiKey("k")
                .baseUrl(address)
                .build();
        return ProviderModels.ask(provider, options, patience).orElseThrow();
    }
}
