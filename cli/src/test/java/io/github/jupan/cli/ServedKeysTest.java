package io.github.jupan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that was started with a base URL for one model, and clients that name others. `OPENAI_BASE_URL` stands
/// for OpenAI's own address, so that nothing leaves this machine.
class ServedKeysTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void theBaseUrlIsForTheModelThatItWasGivenWith() throws IOException {
        try (LocalServer given = OpenAiServer.open();
                LocalServer own = OpenAiServer.open()) {
            assertThat(outcome(ask(given, own, ""))).isEqualTo("answered");
            assertThat(outcome(ask(given, own, "\"model\":\"openai:local\""))).isEqualTo("answered");
            assertThat(given.turns()).hasSize(2);
            assertThat(own.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai:other", "responses:local", "openai:LOCAL"})
    void anotherModelIsReachedAtItsOwnAddress(String model) throws IOException {
        try (LocalServer given = OpenAiServer.open();
                LocalServer own = OpenAiServer.open()) {
            ask(given, own, "\"model\":\"" + model + "\"");
            assertThat(given.asked()).isEmpty();
            assertThat(own.asked()).isNotEmpty().allSatisfy(asked -> {
                assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer sk-openai");
                assertThat(asked.headers().getFirst("X-Team")).isNull();
            });
        }
    }

    /// Without a key for it nothing is asked at all; with the others' keys there was a request to the base URL.
    @ParameterizedTest
    @ValueSource(strings = {"anthropic:claude", "gemini:g", "mistral:m"})
    void anotherProvidersModelIsNotAskedThere(String model) throws IOException {
        try (LocalServer given = OpenAiServer.open();
                LocalServer own = OpenAiServer.open()) {
            List<JsonNode> answers = ask(given, own, "\"model\":\"" + model + "\"");
            assertThat(answers.getLast().toString()).contains("API_KEY is not set");
            assertThat(given.asked()).isEmpty();
            assertThat(own.asked()).isEmpty();
        }
    }

    @Test
    void whatAClientSetsReachesTheModel() throws IOException {
        try (LocalServer given = OpenAiServer.open();
                LocalServer own = OpenAiServer.open()) {
            ask(
                    given,
                    own,
                    "\"dialect\":\"text\",\"temperature\":0.25,\"top_p\":0.5,\"seed\":9,\"max_tokens\":50,"
                            + "\"reasoning_effort\":\"high\",\"steps\":3,\"time_ms\":60000,\"context\":8000,"
                            + "\"stall_ms\":5000,\"system\":\"In Latin.\"");
            JsonNode body = JSON.readTree(given.turns().getLast().body());
            assertThat(body.path("temperature").asDouble()).isEqualTo(0.25);
            assertThat(body.path("top_p").asDouble()).isEqualTo(0.5);
            assertThat(body.path("seed").asInt()).isEqualTo(9);
            assertThat(body.path("max_tokens").asInt()).isEqualTo(50);
            assertThat(body.path("reasoning_effort").asText()).isEqualTo("high");
            assertThat(body.has("tools")).isFalse();
            assertThat(body.path("messages").path(0).path("content").asText()).endsWith("In Latin.");
            ask(given, own, "");
            assertThat(JSON.readTree(given.turns().getLast().body())
                            .path("temperature")
                            .asDouble())
                    .as("the server's own")
                    .isEqualTo(1.5);
        }
    }

    /// As some proxies do.
    @Test
    void aKeyThatAServerRepeatsGoesNowhere() throws IOException {
        String key = "sk-SECRETKEY-OPENAI-123";
        String error = "{\"error\":{\"message\":\"wrong key: " + key + " (Bearer " + key + ")\"}}";
        for (int status : new int[] {400, 401, 429, 200}) {
            try (LocalServer echo = new LocalServer(Answer.status(status, error, Map.of()))) {
                Path state = Files.createTempDirectory(folder, "state");
                for (String[] command : new String[][] {{"ask"}, {"ask", "--json"}}) {
                    Program.Result result = new Program()
                            .with("XDG_STATE_HOME", state.toString())
                            .with("OPENAI_API_KEY", key)
                            .run(Stream.concat(
                                            Stream.of(command),
                                            Stream.of(
                                                    "--model",
                                                    "openai:m",
                                                    "--base-url",
                                                    echo.uri("/v1").toString(),
                                                    "Hi?"))
                                    .toArray(String[]::new));
                    assertThat(result.exit()).isEqualTo(3);
                    assertThat(result.err()).contains("…").doesNotContain("SECRETKEY");
                    assertThat(result.out()).doesNotContain("SECRETKEY");
                }
                assertThat(echo.turns())
                        .isNotEmpty()
                        .allSatisfy(asked -> assertThat(asked.headers().getFirst("Authorization"))
                                .isEqualTo("Bearer " + key));
            }
        }
    }

    @Test
    void addressesKeysAndHeadersAreNotTheClients() throws IOException {
        try (LocalServer given = OpenAiServer.open();
                LocalServer own = OpenAiServer.open()) {
            for (String name : new String[] {"base_url", "header", "headers", "api_key", "profile"}) {
                List<JsonNode> answers = ask(given, own, "\"" + name + "\":\"http://127.0.0.1:9/v1\"");
                assertThat(answers.getFirst().at("/error/code").asInt()).isEqualTo(-32602);
            }
        }
    }

    /// Opens a session and asks a question in it; the answers.
    private List<JsonNode> ask(LocalServer given, LocalServer own, String parameters) throws IOException {
        String open = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.open\",\"params\":{" + parameters + "}}\n";
        List<JsonNode> opened = serve(given, own, open);
        String session = opened.getLast().at("/result/session").asText();
        if (session.isEmpty()) {
            return opened;
        }
        return serve(
                given,
                own,
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"session.ask\",\"params\":[\"" + session + "\",\"Hi?\"]}\n");
    }

    private List<JsonNode> serve(LocalServer given, LocalServer own, String line) throws IOException {
        Program.Result result = new Program()
                .with("XDG_STATE_HOME", folder.toString())
                .with("OPENAI_BASE_URL", own.uri("/v1").toString())
                .with("OPENAI_API_KEY", "sk-openai")
                .in(line)
                .run(
                        "serve",
                        "--stdio",
                        "--model",
                        "openai:local",
                        "--base-url",
                        given.uri("/v1").toString(),
                        "--header",
                        "X-Team: abacus",
                        "--temperature",
                        "1.5");
        assertThat(result.err()).isEmpty();
        return result.outLines().stream().map(ServedKeysTest::json).toList();
    }

    private static JsonNode json(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException noJson) {
            throw new AssertionError(line, noJson);
        }
    }

    private static String outcome(List<JsonNode> answers) {
        return answers.getLast().at("/result/outcome").asText();
    }
}
