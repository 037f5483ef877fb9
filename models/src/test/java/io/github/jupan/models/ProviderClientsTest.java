package io.github.jupan.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.TokenUsage;
import io.github.jupan.testkit.Answer;
import io.github.jupan.testkit.LocalServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderClientsTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = System.nanoTime();
    private static final ChatRequest REQUEST = ChatRequest.builder()
            .messages(UserMessage.from("How many?"))
            .toolSpecifications(ToolSpecification.builder()
                    .name("python")
                    .description("runs code")
                    .parameters(JsonObjectSchema.builder()
                            .addStringProperty("code")
                            .required("code")
                            .build())
                    .build())
            .build();

    static Stream<ProviderFixture> providers() {
        return ProviderFixture.all();
    }

    static LocalServer server(Answer answer) {
        return ProviderFixture.server(answer);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void streamsTextAndCountsTokens(ProviderFixture provider) {
        System.out.println("seed " + SEED);
        byte[] body = provider.text().getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = server(Answer.stream(body, SEED))) {
            OpenedModel opened =
                    Models.open(provider.name(), provider.options(server).build());
            Heard heard = Heard.from(opened.model(), REQUEST);

            assertThat(heard.response().aiMessage().text()).isEqualTo("one 둘 𝒳");
            assertThat(heard.pieces).containsExactly("one ", "둘 𝒳");
            assertThat(heard.response().tokenUsage())
                    .extracting(TokenUsage::inputTokenCount, TokenUsage::outputTokenCount)
                    .containsExactly(3, 2);
            assertThat(opened)
                    .extracting(OpenedModel::name, OpenedModel::offersTools)
                    .containsExactly(provider.name(), false);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void streamsToolCalls(ProviderFixture provider) throws Exception {
        byte[] body = provider.call().getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = server(Answer.stream(body, SEED))) {
            Heard heard = Heard.from(open(provider, server).model(), REQUEST);
            heard.response();
            assertThat(heard.calls).extracting(call -> call.name()).containsExactly("python");
            assertThat(JSON.readTree(heard.calls.getFirst().arguments()))
                    .isEqualTo(JSON.readTree("{\"code\":\"1+1\"}"));
            assertThat(heard.response().aiMessage().toolExecutionRequests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void sendsKeyBoundAndSeed(ProviderFixture provider) throws Exception {
        try (LocalServer server = server(Answer.stream(provider.text().getBytes(StandardCharsets.UTF_8), SEED))) {
            ModelOptions options =
                    provider.options(server).maxTokens(321).seed(7).build();
            Heard.from(Models.open(provider.name(), options).model(), REQUEST).response();

            LocalServer.Asked asked = server.asked().getLast();
            JsonNode sent = JSON.readTree(asked.body());
            boolean seedless = provider.equals(ProviderFixture.ANTHROPIC) || provider.equals(ProviderFixture.RESPONSES);
            assertThat(provider.keyHeader()).isIn(headersAnd(asked, ""));
            assertThat(Stream.of(
                                    "/max_tokens",
                                    "/max_output_tokens",
                                    "/generationConfig/maxOutputTokens",
                                    "/options/num_predict")
                            .map(path -> sent.at(path).asInt())
                            .filter(n -> n != 0))
                    .containsExactly(321);
            assertThat(Stream.of("/seed", "/random_seed", "/generationConfig/seed", "/options/seed")
                            .map(path -> sent.at(path).asInt())
                            .filter(n -> n != 0))
                    .isEqualTo(seedless ? List.of() : List.of(7));
            assertThat(asked.body()).contains("python").doesNotContain("secret-key");
        }
    }

    private static List<String> headersAnd(LocalServer.Asked asked, String none) {
        return Stream.concat(
                        Stream.of(none),
                        asked.headers().entrySet().stream()
                                .map(header -> header.getKey() + ": " + String.join(",", header.getValue())))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void asksOnceAndSaysWhichErrorItWas(ProviderFixture provider) {
        Map<Integer, Class<?>> expected = Map.of(
                401, AuthenticationException.class,
                404, ModelNotFoundException.class,
                429, RateLimitException.class,
                500, InternalServerException.class);
        expected.forEach((status, type) -> {
            try (LocalServer server =
                    server(Answer.status(status, "{\"error\":{\"message\":\"no " + status + "\"}}"))) {
                OpenedModel opened = open(provider, server);
                int before = server.asked().size();
                Throwable error = Heard.from(opened.model(), REQUEST).error();
                assertThat(error).isExactlyInstanceOf(type).hasMessageContaining("no " + status);
                assertThat(error.toString()).doesNotContain("secret-key");
                assertThat(server.asked()).hasSize(before + 1);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void reportsARefusedConnection(ProviderFixture provider) {
        OpenedModel opened;
        String place;
        try (LocalServer server = server(Answer.status(500, ""))) {
            opened = open(provider, server);
            place = server.uri("").getAuthority();
        }
        Throwable error = Heard.from(opened.model(), REQUEST).error();
        assertThat(error).isInstanceOf(CompletionException.class).hasCauseInstanceOf(ConnectException.class);
        assertThat(error.getCause()).hasMessage(place);
    }

    @ParameterizedTest
    @MethodSource("providers")
    void reportsASilentServer(ProviderFixture provider) {
        CountDownLatch done = new CountDownLatch(1);
        try (LocalServer server = server(exchange -> {
            try {
                done.await(5, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        })) {
            ModelOptions options =
                    provider.options(server).timeout(Duration.ofMillis(400)).build();
            Throwable error = Heard.from(Models.open(provider.name(), options).model(), REQUEST)
                    .error();
            assertThat(error).isInstanceOf(dev.langchain4j.exception.TimeoutException.class);
            done.countDown();
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aStreamThatEndsEarlyIsAnErrorAndNotAnAnswer(ProviderFixture provider) {
        byte[] body = provider.beginning().getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = server(Answer.stream(body, SEED))) {
            Heard heard = Heard.from(open(provider, server).model(), REQUEST);
            assertThat(heard.maybeError().map(Object::getClass)).hasValue(RetriableException.class);
            assertThat(heard.error()).hasMessage("the connection ended before the model had finished");
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void cancellingClosesTheConnectionAndNothingMoreIsHeard(ProviderFixture provider) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        try (LocalServer server = server(Answer.endless(provider.beginning(), provider.more(), gone))) {
            Heard heard = new Heard() {
                @Override
                public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                    super.onPartialResponse(piece, context);
                    if (pieces.size() == 3) {
                        context.streamingHandle().cancel();
                    }
                }
            };
            open(provider, server).model().chat(REQUEST, heard);
            assertThat(gone.await(5, TimeUnit.MINUTES)).as("the server noticed").isTrue();
            assertThat(heard.pieces).containsExactly("one ", "x", "x");
            assertThat(heard.ends).hasValue(0);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void cancellingFromAnotherThreadEndsASilentStream(ProviderFixture provider) throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        String heartbeat = provider.equals(ProviderFixture.OLLAMA) ? "\n" : ": still here\n\n";
        try (LocalServer server = server(Answer.endless(provider.beginning(), heartbeat, gone))) {
            var handle = new CompletableFuture<StreamingHandle>();
            Heard heard = new Heard() {
                @Override
                public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
                    super.onPartialResponse(piece, context);
                    handle.complete(context.streamingHandle());
                }
            };
            open(provider, server).model().chat(REQUEST, heard);
            handle.get(5, TimeUnit.MINUTES).cancel();
            assertThat(gone.await(5, TimeUnit.MINUTES)).as("the server noticed").isTrue();
            assertThat(heard.pieces).containsExactly("one ");
            assertThat(heard.ends).hasValue(0);
        }
    }

    @Test
    void openAiItselfIsBoundByItsOwnWord() {
        Map<String, String> environment = Map.of("OPENAI_API_KEY", "k");
        var model = Models.open(
                        "openai:gpt-5",
                        ModelOptions.builder()
                                .environment(environment)
                                .maxTokens(9)
                                .build())
                .model();
        assertThat(model.defaultRequestParameters())
                .isInstanceOfSatisfying(dev.langchain4j.model.openai.OpenAiChatRequestParameters.class, parameters -> {
                    assertThat(parameters.maxCompletionTokens()).isEqualTo(9);
                    assertThat(parameters.maxOutputTokens()).isNull();
                });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void headersTakeThePlaceOfTheClientsOwn(ProviderFixture provider) {
        byte[] body = provider.text().getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = server(Answer.stream(body, SEED))) {
            ModelOptions options = provider.options(server)
                    .headers(Map.of(
                            "X-Team", "abacus", "authorization", "Basic mine", "content-type", "application/json"))
                    .build();
            Heard.from(Models.open(provider.name(), options).model(), REQUEST).response();
            assertThat(server.asked()).isNotEmpty().allSatisfy(asked -> {
                assertThat(asked.headers().get("X-Team")).containsExactly("abacus");
                assertThat(asked.headers().get("Authorization")).containsExactly("Basic mine");
                assertThat(asked.headers().get("Content-Type")).containsExactly("application/json");
            });
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theKeyThatWasGivenIsSentInsteadOfTheProvidersOwn(ProviderFixture provider) {
        byte[] body = provider.text().getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = server(Answer.stream(body, SEED))) {
            ModelOptions options = provider.options(server).apiKey("given-key").build();
            Heard.from(Models.open(provider.name(), options).model(), REQUEST).response();
            assertThat(server.asked())
                    .isNotEmpty()
                    .allSatisfy(asked -> assertThat(asked.headers().values().toString())
                            .contains("given-key")
                            .doesNotContain("secret-key"));
        }
    }

    @Test
    void ollamaIsToldItsWindow() {
        assertThat(bodyFor(ProviderFixture.OLLAMA, options -> options)
                        .at("/options/num_ctx")
                        .asInt())
                .isEqualTo(8_192);
        assertThat(bodyFor(ProviderFixture.OLLAMA, options -> options.contextTokens(32_000))
                        .at("/options/num_ctx")
                        .asInt())
                .isEqualTo(32_000);
    }

    static Stream<Arguments> reasoningEfforts() {
        return Stream.of(
                Arguments.of(ProviderFixture.OPENAI, "low", "/reasoning_effort", "low"),
                Arguments.of(ProviderFixture.RESPONSES, "xhigh", "/reasoning/effort", "xhigh"),
                Arguments.of(ProviderFixture.ANTHROPIC, "medium", "/thinking/budget_tokens", "8192"),
                Arguments.of(ProviderFixture.ANTHROPIC, "medium", "/max_tokens", "16384"),
                Arguments.of(ProviderFixture.ANTHROPIC, "none", "/thinking", ""),
                Arguments.of(ProviderFixture.GEMINI, "777", "/generationConfig/thinkingConfig/thinkingBudget", "777"),
                Arguments.of(ProviderFixture.OLLAMA, "none", "/think", "false"),
                Arguments.of(ProviderFixture.OLLAMA, "high", "/think", "true"));
    }

    @ParameterizedTest
    @MethodSource
    void reasoningEfforts(ProviderFixture provider, String effort, String place, String value) {
        assertThat(bodyFor(provider, options -> options.reasoningEffort(effort))
                        .at(place)
                        .asText())
                .isEqualTo(value);
    }

    @Test
    void anEffortThatAProviderCannotBeToldIsRefused() {
        assertThat(catchThrowable(
                        () -> bodyFor(ProviderFixture.ANTHROPIC, options -> options.reasoningEffort("brisk"))))
                .hasMessage("there is no reasoning effort brisk: write none, low, medium, high or a number of tokens");
        assertThat(catchThrowable(() -> bodyFor(ProviderFixture.MISTRAL, options -> options.reasoningEffort("low"))))
                .hasMessage("mistral takes no reasoning effort: leave it out");
    }

    private static JsonNode bodyFor(ProviderFixture provider, UnaryOperator<ModelOptions.Builder> more) {
        byte[] body = provider.text().getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = server(Answer.stream(body, SEED))) {
            ModelOptions options = more.apply(provider.options(server)).build();
            Heard.from(Models.open(provider.name(), options).model(), REQUEST).response();
            return new ObjectMapper().readTree(server.asked().getLast().body());
        } catch (JsonProcessingException noJson) {
            throw new AssertionError(noJson);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../v9/evil?x=", "g#y", "a b/%2e%2e/c", "..", "각&key=1"})
    void aNameStaysWithinItsPlaceInTheUrl(String name) {
        byte[] body = ProviderFixture.GEMINI.text().getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = server(Answer.stream(body, SEED))) {
            ModelOptions options = ProviderFixture.GEMINI.options(server).build();
            Heard.from(Models.open("gemini:" + name, options).model(), REQUEST).response();
            assertThat(server.asked().getLast().path())
                    .matches("/v1beta/models/[A-Za-z0-9._~%-]+:streamGenerateContent\\?alt=sse");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai:m", "responses:m"})
    void openAisVariableIsTheAddressOfModelsThatHaveNone(String name) {
        ProviderFixture provider = name.startsWith("openai") ? ProviderFixture.OPENAI : ProviderFixture.RESPONSES;
        byte[] body = provider.text().getBytes(StandardCharsets.UTF_8);
        try (LocalServer variable = server(Answer.stream(body, SEED));
                LocalServer given = server(Answer.stream(body, SEED))) {
            Map<String, String> environment =
                    Map.of("OPENAI_BASE_URL", variable.uri("/v1").toString(), "OPENAI_API_KEY", "secret-key");
            ModelOptions.Builder options = ModelOptions.builder().environment(environment);
            Heard.from(Models.open(name, options.build()).model(), REQUEST).response();
            assertThat(variable.asked().getLast().headers().getFirst("Authorization"))
                    .isEqualTo("Bearer secret-key");
            Heard.from(
                            Models.open(name, options.baseUrl(given.uri("/v1")).build())
                                    .model(),
                            REQUEST)
                    .response();
            assertThat(given.turns()).hasSize(1);
            assertThat(variable.turns()).hasSize(1);
        }
    }

    @Test
    void aKeyGoesNowhereInTheClearByAVariable() {
        ModelOptions options = ModelOptions.builder()
                .environment(Map.of("OPENAI_BASE_URL", "http://127.example.com/v1", "OPENAI_API_KEY", "secret-key"))
                .build();
        assertThat(catchThrowable(() -> Models.open("openai:m", options)))
                .isInstanceOf(ModelConfigurationException.class)
                .hasMessage("OPENAI_BASE_URL is another machine without TLS, and the key would be sent there: write"
                        + " https, or give the address with the model, by --base-url");
        ModelOptions ollama = ModelOptions.builder()
                .environment(Map.of("OLLAMA_HOST", "http://ollama.example.com"))
                .apiKey("secret-key")
                .build();
        assertThat(catchThrowable(() -> Models.open("ollama:m", ollama)))
                .hasMessageStartingWith("OLLAMA_HOST is another machine without TLS, and the key would be sent there");
        assertThat(Models.warning("openai:m", options)).isEmpty();
        ModelOptions given = ModelOptions.builder()
                .environment(Map.of("OPENAI_API_KEY", "secret-key"))
                .baseUrl(URI.create("http://models.example.com/v1"))
                .build();
        assertThat(Models.warning("openai:m", given))
                .hasValue("the key goes to models.example.com without TLS, where others can read it");
        assertThat(Models.warning("ollama:m", given)).isEmpty();
        assertThat(Models.warning("openai:m", given.at(URI.create("http://127.0.0.1/v1"))))
                .isEmpty();
    }

    @Test
    void aCompatibleServerNeedsNoKey() {
        byte[] body = ProviderFixture.OPENAI.text().getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = server(Answer.stream(body, SEED))) {
            ModelOptions options = ModelOptions.builder()
                    .baseUrl(server.uri("/v1"))
                    .environment(Map.of())
                    .build();
            Heard.from(Models.open("openai:local", options).model(), REQUEST).response();
            assertThat(server.turns())
                    .extracting(
                            LocalServer.Asked::method,
                            LocalServer.Asked::path,
                            asked -> asked.headers().getFirst("Authorization"),
                            asked -> asked.headers().getFirst("Upgrade"))
                    .containsExactly(tuple("POST", "/v1/chat/completions", null, null));
        }
    }

    @Test
    void anErrorInMidStreamIsNotAnAnswer() {
        String body = ProviderFixture.OPENAI.more() + """
            data: {"id":"1","error":{"code":429,"message":"slow down"},"model":"m","choices":[]}

            data: [DONE]

            """;
        try (LocalServer server = server(Answer.stream(body.getBytes(StandardCharsets.UTF_8), SEED))) {
            Heard heard = Heard.from(open(ProviderFixture.OPENAI, server).model(), REQUEST);
            assertThat(heard.error()).isInstanceOf(RateLimitException.class).hasMessageContaining("slow down");
            assertThat(heard.ends).hasValue(1);
        }
    }

    static Stream<Arguments> errorsInMidStream() {
        return Stream.of(
                Arguments.of(
                        ProviderFixture.OPENAI,
                        "data: {\"error\":{\"message\":\"bad call\",\"status_code\":400}}\n\n",
                        InvalidRequestException.class,
                        "bad call"),
                Arguments.of(
                        ProviderFixture.OPENAI,
                        "data: {\"error\":{\"message\":\"odd\"}}\n\n",
                        LangChain4jException.class,
                        "odd"),
                Arguments.of(
                        ProviderFixture.RESPONSES,
                        "event: error\ndata: {\"type\":\"error\",\"code\":\"server_error\",\"message\":\"gone\"}\n\n",
                        InternalServerException.class,
                        "gone"),
                Arguments.of(
                        ProviderFixture.ANTHROPIC,
                        "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\","
                                + "\"message\":\"Overloaded\"}}\n\n",
                        InternalServerException.class,
                        "Overloaded"),
                Arguments.of(
                        ProviderFixture.GEMINI,
                        "data: {\"error\":{\"code\":503,\"message\":\"busy\"}}\n\n",
                        InternalServerException.class,
                        "busy"),
                Arguments.of(
                        ProviderFixture.GEMINI,
                        "data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\n\n",
                        ContentFilteredException.class,
                        "the provider refused the prompt: SAFETY"),
                Arguments.of(
                        ProviderFixture.MISTRAL,
                        "data: {\"error\":{\"code\":\"500\",\"message\":\"oops\"}}\n\n",
                        InternalServerException.class,
                        "oops"),
                Arguments.of(
                        ProviderFixture.OLLAMA,
                        "{\"error\":\"out of memory\"}\n",
                        LangChain4jException.class,
                        "out of memory"));
    }

    @ParameterizedTest
    @MethodSource
    void errorsInMidStream(ProviderFixture provider, String error, Class<?> type, String message) {
        byte[] body = (provider.beginning() + error + provider.more()).getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = server(Answer.stream(body, SEED))) {
            Heard heard = Heard.from(open(provider, server).model(), REQUEST);
            assertThat(heard.error()).isExactlyInstanceOf(type).hasMessageContaining(message);
            assertThat(heard.text()).isEqualTo("one ");
            assertThat(heard.ends).hasValue(1);
        }
    }

    @ParameterizedTest
    @MethodSource("providers")
    void aPieceThatCannotBeReadIsAnError(ProviderFixture provider) {
        String rubbish = provider.equals(ProviderFixture.OLLAMA) ? "{\"mess\n" : "data: {\"mess\n\n";
        byte[] body = (provider.beginning() + rubbish + provider.more()).getBytes(StandardCharsets.UTF_8);
        try (LocalServer server = server(Answer.stream(body, SEED))) {
            Heard heard = Heard.from(open(provider, server).model(), REQUEST);
            assertThat(heard.error()).isInstanceOf(RuntimeException.class);
            assertThat(heard.text()).isEqualTo("one ");
        }
    }

    @Test
    void ollamaSaysWhenNobodyListens() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        ModelOptions options = ModelOptions.builder()
                .environment(Map.of("OLLAMA_HOST", "127.0.0.1:" + free))
                .build();
        assertThat(catchThrowable(() -> Models.open("ollama:m", options)))
                .isInstanceOf(ModelConfigurationException.class)
                .hasMessage("no Ollama server answers at http://127.0.0.1:" + free
                        + ": start it with `ollama serve`, or choose another model");
    }

    private static OpenedModel open(ProviderFixture provider, LocalServer server) {
        return Models.open(provider.name(), provider.options(server).build());
    }
}
