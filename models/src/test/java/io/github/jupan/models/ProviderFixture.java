package io.github.jupan.models;

import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// One provider as tests speak for it. Small bodies in its own form lie in the test resources: a text ("one ", "둘
/// 𝒳"), a tool call, and a piece that goes on ("x").
record ProviderFixture(String name, String basePath, String keyVariable, String keyHeader) {

    static final ProviderFixture OPENAI =
            new ProviderFixture("openai:m", "/v1", "OPENAI_API_KEY", "Authorization: Bearer secret-key");
    static final ProviderFixture RESPONSES =
            new ProviderFixture("responses:m", "/v1", "OPENAI_API_KEY", "Authorization: Bearer secret-key");
    static final ProviderFixture ANTHROPIC =
            new ProviderFixture("anthropic:m", "/v1", "ANTHROPIC_API_KEY", "X-api-key: secret-key");
    static final ProviderFixture GEMINI =
            new ProviderFixture("gemini:m", "/v1beta", "GEMINI_API_KEY", "X-goog-api-key: secret-key");
    static final ProviderFixture MISTRAL =
            new ProviderFixture("mistral:m", "/v1", "MISTRAL_API_KEY", "Authorization: Bearer secret-key");
    static final ProviderFixture OLLAMA = new ProviderFixture("ollama:m", "", "", "");

    static Stream<ProviderFixture> all() {
        return Stream.of(OPENAI, RESPONSES, ANTHROPIC, GEMINI, MISTRAL, OLLAMA);
    }

    /// A server for it: Ollama's list of models comes first, whatever the stream is. It shows no template.
    static LocalServer server(Answer answer) {
        return new LocalServer(exchange -> {
            Answer given = switch (exchange.getRequestURI().getPath()) {
                case "/api/tags" -> Answer.status(200, "{\"models\":[{\"name\":\"m\"}]}");
                case "/api/show", "/props" -> Answer.status(404, "");
                default -> answer;
            };
            given.to(exchange);
        });
    }

    String text() {
        return body("text");
    }

    String call() {
        return body("call");
    }

    String more() {
        return body("more");
    }

    /// The stream up to its first piece of text, "one ".
    String beginning() {
        String text = text();
        String between = text.startsWith("{") ? "\n" : "\n\n";
        return text.substring(0, text.indexOf(between, text.indexOf("one ")) + between.length());
    }

    Map<String, String> environment() {
        return keyVariable.isEmpty() ? Map.of() : Map.of(keyVariable, "secret-key");
    }

    ModelOptions.Builder options(LocalServer server) {
        return ModelOptions.builder().baseUrl(server.uri(basePath)).environment(environment());
    }

    @Override
    public String toString() {
        return name;
    }

    private String body(String kind) {
        String file = name.replace(":m", "-" + kind + ".stream");
        try (InputStream stream =
                Objects.requireNonNull(ProviderFixture.class.getResourceAsStream(file), () -> "no resource " + file)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
