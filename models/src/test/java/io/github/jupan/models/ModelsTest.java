package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelsTest {

    private static final String MODELS = "{\"models\":[{\"name\":\"qwen3:8b\"},{\"name\":\"phi4:latest\"}]}";

    @ParameterizedTest
    @CsvSource({
        "openai:gpt-5, OPENAI_API_KEY",
        "anthropic:claude, ANTHROPIC_API_KEY",
        "gemini:g, GEMINI_API_KEY or GOOGLE_API_KEY",
        "mistral:m, MISTRAL_API_KEY"
    })
    void aMissingKeyIsOneLineNamingTheVariable(String name, String variable) {
        assertThat(problem(name, options(Map.of())))
                .isEqualTo(variable + " is not set: set it, or choose another model");
        assertThat(problem(name, options(Map.of("OPENAI_API_KEY", " ")))).contains(" is not set: ");
    }

    @Test
    void aBrokenKeyIsRefusedWithoutShowingIt() {
        ModelOptions options = options(Map.of("OPENAI_API_KEY", "sk-hidden\nX-Evil: 1"));
        assertThat(problem("openai:gpt-5", options))
                .isEqualTo("OPENAI_API_KEY holds characters that no key has (a space, a line break, …): set it again");
        assertThat(options.toString()).doesNotContain("hidden");
    }

    @Test
    void geminiTakesEitherKey() {
        for (String variable : List.of("GEMINI_API_KEY", "GOOGLE_API_KEY")) {
            assertThat(Models.open("google:g", options(Map.of(variable, "k"))))
                    .extracting(OpenedModel::name)
                    .isEqualTo("gemini:g");
        }
    }

    @Test
    void aBaseUrlMustBeOne() {
        assertThat(problem(
                        "openai:m",
                        ModelOptions.builder()
                                .baseUrl(URI.create("localhost:8000"))
                                .build()))
                .isEqualTo("the base URL localhost:8000 is not one: write something like http://localhost:8000/v1");
        assertThat(problem(
                        "offline",
                        ModelOptions.builder().baseUrl(URI.create("http://x")).build()))
                .isEqualTo("offline takes no base URL: leave it out, or choose another model");
    }

    @Test
    void aMissingRecordingIsOneLine() {
        assertThat(problem("replay:no/such.jsonl", options(Map.of())))
                .isEqualTo("no/such.jsonl does not exist: check its name");
    }

    @Test
    void ollamaListsItsModels() {
        try (LocalServer server = new LocalServer(Answer.status(200, MODELS))) {
            ModelOptions options = options(Map.of("OLLAMA_HOST", server.uri("").toString()));
            assertThat(problem("ollama:", options))
                    .isEqualTo("ollama needs a model: write ollama:qwen3:8b, ollama:phi4:latest");
            assertThat(problem("ollama:gemma", options))
                    .isEqualTo("the Ollama server at " + server.uri("")
                            + " has no gemma: write ollama:qwen3:8b, ollama:phi4:latest, or fetch it with"
                            + " `ollama pull gemma`");
            assertThat(Models.open("ollama:phi4", options).name()).isEqualTo("ollama:phi4");
            assertThat(Models.open("ollama:qwen3:8b", options).offersTools()).isFalse();
        }
    }

    @Test
    void toolsAreOfferedWhereTheModelIsNotOnAServerOfOnesOwn() {
        ModelOptions options = options(Map.of("OPENAI_API_KEY", "k", "ANTHROPIC_API_KEY", "k"));
        assertThat(Models.open("openai:gpt-5", options).offersTools()).isTrue();
        assertThat(Models.open("anthropic:claude-sonnet-4-5", options).offersTools())
                .isTrue();
        assertThat(Models.open("openai:m", options.at(URI.create("https://localhost:1/v1")))
                        .offersTools())
                .isTrue();
        assertThat(Models.open("openai:m", options.at(URI.create("http://localhost:1/v1")))
                        .offersTools())
                .isFalse();
    }

    @Test
    void ollamaWithoutModelsSaysHowToGetOne() {
        try (LocalServer server = new LocalServer(Answer.status(200, "{\"models\":[]}"))) {
            assertThat(problem(
                            "ollama",
                            options(Map.of("OLLAMA_HOST", server.uri("").toString()))))
                    .isEqualTo("ollama needs a model; it has none at all: fetch one with `ollama pull NAME`");
        }
    }

    @Test
    void anotherServerIsNotTakenForOllama() {
        try (LocalServer server = new LocalServer(Answer.status(404, "no"))) {
            assertThat(problem(
                            "ollama:m",
                            options(Map.of("OLLAMA_HOST", server.uri("").toString()))))
                    .isEqualTo("what answers at " + server.uri("")
                            + " (status 404) is no Ollama server: set OLLAMA_HOST, " + "or choose another model");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', http://127.0.0.1:11434",
        "0.0.0.0, http://127.0.0.1:11434",
        "127.0.0.1:8080, http://127.0.0.1:8080",
        ":8080, http://127.0.0.1:8080",
        "box, http://box:11434",
        "http://box, http://box:80",
        "https://box/, https://box:443",
        "https://box:1/ollama, https://box:1/ollama",
        "[::1], http://[::1]:11434",
        "[::]:7, http://[::1]:7"
    })
    void readsOllamasAddressAsOllamaDoes(String host, String address) {
        assertThat(OllamaServer.address(Map.of("OLLAMA_HOST", host))).hasToString(address);
    }

    @Test
    void saysWhatIsReachable() throws IOException {
        try (LocalServer server = new LocalServer(Answer.status(200, MODELS))) {
            Map<String, String> environment =
                    Map.of("OLLAMA_HOST", server.uri("").toString(), "GOOGLE_API_KEY", "k", "MISTRAL_API_KEY", "a b");
            assertThat(Models.reachable(environment))
                    .containsExactly(
                            new Reachability(Provider.OPENAI, false, "no key", Optional.of("set OPENAI_API_KEY")),
                            new Reachability(Provider.RESPONSES, false, "no key", Optional.of("set OPENAI_API_KEY")),
                            new Reachability(Provider.ANTHROPIC, false, "no key", Optional.of("set ANTHROPIC_API_KEY")),
                            new Reachability(
                                    Provider.GEMINI,
                                    true,
                                    "GOOGLE_API_KEY is set",
                                    Optional.of("use it with --model gemini:NAME")),
                            new Reachability(
                                    Provider.MISTRAL,
                                    false,
                                    "key is malformed",
                                    Optional.of(
                                            "MISTRAL_API_KEY holds characters that no key has (a space, a line break,"
                                                    + " …): set it again")),
                            new Reachability(
                                    Provider.OLLAMA,
                                    true,
                                    "answers at " + server.uri("") + " with qwen3:8b, phi4:latest",
                                    Optional.of("use it with --model ollama:qwen3:8b")));
        }
    }

    @Test
    void doesNotAskAnOllamaServerElsewhere() {
        assertThat(Models.reachable(Map.of("OLLAMA_HOST", "ollama.example")).getLast())
                .isEqualTo(new Reachability(
                        Provider.OLLAMA,
                        false,
                        "OLLAMA_HOST is http://ollama.example:11434, another machine: not asked",
                        Optional.of("ask it which models it has with --model ollama")));
    }

    @Test
    void saysThatNoOllamaServerAnswers() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        assertThat(Models.reachable(Map.of("OLLAMA_HOST", "127.0.0.1:" + free)).getLast())
                .isEqualTo(new Reachability(
                        Provider.OLLAMA,
                        false,
                        "no Ollama server answers at http://127.0.0.1:" + free
                                + ": start it with `ollama serve`, or choose another model",
                        Optional.empty()));
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> ModelOptions.builder().maxTokens(0).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxTokens must be at least 1, was 0");
    }

    private static ModelOptions options(Map<String, String> environment) {
        return ModelOptions.builder().environment(environment).build();
    }

    private static String problem(String name, ModelOptions options) {
        var thrown = catchThrowableOfType(ModelConfigurationException.class, () -> Models.open(name, options));
        assertThat(thrown).isNotNull();
        return String.valueOf(thrown.getMessage());
    }
}
