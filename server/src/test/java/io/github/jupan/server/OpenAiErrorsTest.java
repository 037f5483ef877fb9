package io.github.jupan.server;

import static io.github.jupan.server.ServedDoor.ask;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.output.FinishReason;
import io.github.jupan.agent.ModelException;
import io.github.jupan.testkit.Script;
import io.github.jupan.testkit.ScriptedModel;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How questions of the OpenAI door end that are not answered.
@Timeout(600)
class OpenAiErrorsTest {

    private static final String CHAT = "/chat/completions";

    private static String body(String members) {
        return "{\"model\":\"jupan\"," + members + "}";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "n|unsupported_parameter|\"n\":2",
                "logprobs|unsupported_parameter|\"logprobs\":true",
                "audio|unsupported_parameter|\"audio\":{\"voice\":\"x\"}",
                "modalities|unsupported_parameter|\"modalities\":[\"text\",\"audio\"]",
                "functions|unsupported_parameter|\"functions\":[{\"name\":\"f\"}]",
                "logit_bias|unsupported_parameter|\"logit_bias\":{\"1\":2}",
                "temperature|invalid_value|\"temperature\":3",
                "temperature|invalid_value|\"temperature\":\"hot\"",
                "max_tokens|invalid_value|\"max_tokens\":0",
                "stop|invalid_value|\"stop\":[1]",
                "stream|invalid_value|\"stream\":\"yes\"",
                "tool_choice|invalid_value|\"tool_choice\":\"required\"",
                "tools[0].type|unsupported_parameter|\"tools\":[{\"type\":\"web_search\"}]",
                "tools[0].function.name|invalid_value|\"tools\":[{\"type\":\"function\",\"function\":{}}]",
                "response_format.type|unsupported_parameter|\"response_format\":{\"type\":\"xml\"}",
                "metadata.session|invalid_value|\"metadata\":{\"session\":\"a b\"}",
                "metadata.code|invalid_value|\"metadata\":{\"code\":\"loud\"}",
                "tools|unsupported_parameter|\"metadata\":{\"session\":\"a\"},\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}]",
                "response_format|unsupported_parameter|\"metadata\":{\"session\":\"a\"},\"response_format\":{\"type\":\"json_object\"}",
            })
    void namesWhatIsWrongWithARequest(String param, String code, String members) {
        try (ServedDoor door = new ServedDoor(ScriptedModel.of())) {
            HttpResponse<String> answer = door.post(CHAT, body(ask("?") + "," + members));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            JsonNode error = TestClient.read(answer.body()).get("error");
            assertThat(error.get("type").textValue()).isEqualTo("invalid_request_error");
            assertThat(error.get("code").textValue()).isEqualTo(code);
            assertThat(error.get("param").textValue()).isEqualTo(param);
            assertThat(error.get("message").textValue()).isNotBlank();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "messages|[]",
                "messages[0].role|[{\"content\":\"x\"}]",
                "messages[0].role|[{\"role\":\"poet\",\"content\":\"x\"}]",
                "messages[0].content|[{\"role\":\"user\"}]",
                "messages[0].content[0].type|[{\"role\":\"user\",\"content\":[{\"type\":\"input_audio\"}]}]",
                "messages[0].content[0].image_url.url|[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:x\"}}]}]",
                "messages[0].content[0].file.file_data|[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{\"file_id\":\"f\"}}]}]",
                "messages[1].tool_call_id|[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"tool\",\"tool_call_id\":\"c\",\"content\":\"y\"}]",
                "messages[0]|[7]",
            })
    void namesWhatIsWrongWithAMessage(String param, String messages) {
        try (ServedDoor door = new ServedDoor(ScriptedModel.of())) {
            HttpResponse<String> answer = door.post(CHAT, body("\"messages\":" + messages));
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(TestClient.read(answer.body()).at("/error/param").textValue())
                    .as(answer.body())
                    .isEqualTo(param);
        }
    }

    @Test
    void refusesWhatIsNoRequest() {
        try (ServedDoor door = new ServedDoor(ScriptedModel.of())) {
            assertThat(door.post(CHAT, "{").statusCode()).isEqualTo(400);
            assertThat(door.post(CHAT, "[]").statusCode()).isEqualTo(400);
            assertThat(door.post(CHAT, "[".repeat(100_000)).body()).contains("invalid_json");
            assertThat(door.post(CHAT, body(ask("?")), "Content-Type", "text/plain")
                            .statusCode())
                    .isEqualTo(415);
            assertThat(door.post(CHAT, " ".repeat(1 << 20) + "{}").statusCode()).isEqualTo(413);
            assertThat(door.get(CHAT).statusCode()).isEqualTo(405);
            assertThat(door.get("/else").statusCode()).isEqualTo(404);
            assertThat(door.get("/else").body()).contains("\"error\":{\"message\":\"there is no GET /v1/else\"");
        }
    }

    @Test
    void knowsNoSuchModel() {
        try (ServedDoor door = new ServedDoor(ScriptedModel.of())) {
            HttpResponse<String> answer = door.post(CHAT, "{\"model\":\"none\"," + ask("?") + "}");
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body())
                    .isEqualTo("{\"error\":{\"message\":\"there is no model none\",\"type\":\"invalid_request_error\","
                            + "\"param\":\"model\",\"code\":\"model_not_found\"}}");
        }
    }

    @Test
    void saysHowAProviderFails() {
        check(429, "rate_limit_exceeded", new RateLimitException("slow down"));
        check(429, "rate_limit_exceeded", new HttpException(429, "slow down"));
        check(404, "model_not_found", new ModelNotFoundException("no such model"));
        check(400, "content_filter", new ContentFilteredException("not that"));
        check(400, "invalid_value", new HttpException(400, "stop is not known"));
        check(502, "provider_failed", new HttpException(401, "bad key"));
        check(502, "provider_failed", new HttpException(500, "oh"));
        check(
                400,
                "context_length_exceeded",
                new HttpException(
                        400,
                        "This model's maximum context length is 4096 tokens. However, your messages resulted in 9000"
                                + " tokens."));
        check(502, "provider_failed", new ModelException("It is off.", ModelException.Retry.MAY_HELP, null));
    }

    private static void check(int status, String code, RuntimeException failure) {
        Script fail = Script.fail(failure);
        try (ServedDoor door = new ServedDoor(ScriptedModel.of(fail, fail, fail, fail, fail, fail))) {
            for (String form : List.of("", "\"stream\":true,")) {
                HttpResponse<String> answer = door.post(CHAT, body(form + ask("?")));
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
                JsonNode error = TestClient.read(answer.body()).get("error");
                assertThat(error.get("code").textValue()).isEqualTo(code);
            }
        }
    }

    @Test
    void aFailureInMidStreamIsAnEventThatEndsIt() {
        ScriptedModel model =
                ScriptedModel.of(Script.say("Well, ").then(new Script.Step.Fail(new HttpException(500, "oh"))));
        try (ServedDoor door = new ServedDoor(model)) {
            String stream = door.post(CHAT, body("\"stream\":true," + ask("?"))).body();
            assertThat(stream).contains("Well, ").contains("event: error\n").doesNotContain("[DONE]");
            JsonNode last = ServedDoor.events(stream).getLast();
            assertThat(last.at("/error/type").textValue()).isEqualTo("server_error");
            assertThat(last.at("/error/code").textValue()).isEqualTo("provider_failed");
        }
    }

    @Test
    void anAnswerCutShortIsALength() {
        ScriptedModel model = ScriptedModel.of(
                Script.say("One, two").ending(FinishReason.LENGTH),
                Script.say("One, two, three").ending(FinishReason.LENGTH));
        try (ServedDoor door = new ServedDoor(model)) {
            JsonNode answer = door.chat(ask("Count."));
            assertThat(answer.at("/choices/0/finish_reason").textValue()).isEqualTo("length");
            assertThat(answer.at("/choices/0/message/content").textValue()).isEqualTo("One, two, three");
            assertThat(answer.at("/jupan/outcome").textValue()).isEqualTo("incomplete");
            assertThat(answer.at("/jupan/reason").textValue()).isEqualTo("cut");
        }
    }

    @Test
    void aLimitIsALengthWithWhatWasSaid() {
        Script turn = Script.say("I count.").thenCall("a", "python", "{\"code\": \"x = 3\"}");
        ScriptedModel model = ScriptedModel.of(turn);
        SessionOptions options = new SessionOptions(
                SessionOptions.DEFAULT.model(),
                SessionOptions.DEFAULT.mode(),
                SessionOptions.DEFAULT.limits(),
                withSteps(1));
        try (ServedDoor door = new ServedDoor(
                new Sessions(new TestModels(model), new TinySandbox(), List.of(), ServedDoor.LIMITS), options)) {
            JsonNode answer = door.chat(ask("?"));
            assertThat(answer.at("/choices/0/finish_reason").textValue()).isEqualTo("length");
            assertThat(answer.at("/choices/0/message/content").textValue()).isEmpty();
            assertThat(answer.at("/choices/0/message/reasoning_content").textValue())
                    .startsWith("I count.");
            assertThat(answer.at("/jupan/why").textValue()).isEqualTo("the model used up its 1 turns");
        }
    }

    private static Settings withSteps(int steps) {
        Settings usual = Settings.USUAL;
        return new Settings(
                usual.dialect(),
                usual.thinking(),
                usual.temperature(),
                usual.topP(),
                usual.seed(),
                usual.maxTokens(),
                usual.reasoningEffort(),
                Optional.of(steps),
                usual.time(),
                usual.contextTokens(),
                usual.stall(),
                usual.system());
    }

    @Test
    void whatIsDeclinedIsARefusal() {
        Script refused = Script.say("I would rather not.").ending(FinishReason.CONTENT_FILTER);
        ScriptedModel model = ScriptedModel.of(refused, refused);
        try (ServedDoor door = new ServedDoor(model)) {
            JsonNode choice = door.chat(ask("?")).at("/choices/0");
            assertThat(choice.get("finish_reason").textValue()).isEqualTo("content_filter");
            assertThat(choice.at("/message/refusal").textValue()).isEqualTo("I would rather not.");
            assertThat(choice.at("/message/content").isNull()).isTrue();
            List<JsonNode> chunks = ServedDoor.events(
                    door.post(CHAT, body("\"stream\":true," + ask("?"))).body());
            assertThat(chunks.get(chunks.size() - 2)
                            .at("/choices/0/delta/refusal")
                            .textValue())
                    .isEqualTo("I would rather not.");
            assertThat(chunks.getLast().at("/choices/0/finish_reason").textValue())
                    .isEqualTo("content_filter");
        }
    }

    @Test
    void whereAnybodyIsServedThereAreNoSessions() {
        Sessions sessions =
                new Sessions(new TestModels(ScriptedModel.of()), new TinySandbox(), List.of(), ServedDoor.LIMITS);
        try (ServedDoor door = new ServedDoor(sessions, SessionOptions.DEFAULT, new HttpOptions.Access.Anybody())) {
            assertThat(door.chat(ask("?") + ",\"metadata\":{\"session\":\"s\"}")
                            .at("/error/param")
                            .textValue())
                    .isEqualTo("metadata.session");
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for five minutes").isLessThan(end);
            Thread.sleep(20);
        }
    }

    /// Sends a request and, once the model has been asked, is gone.
    private static void vanish(ServedDoor door, ScriptedModel model, String body) throws Exception {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int asked = model.requests().size();
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\n"
                                    + "Host: localhost\r\n"
                                    + "Content-Type:"
                                    + " application/json\r\n"
                                    + "Content-Length:"
                                    + " " + bytes.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            await(() -> model.requests().size() > asked);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"stream\":true,"})
    void aClientThatGoesAwayCancels(String form) throws Exception {
        Script hang = Script.say("Well").then(new Script.Step.Hang());
        ScriptedModel model = ScriptedModel.of(hang, hang);
        try (ServedDoor door = new ServedDoor(model)) {
            vanish(door, model, body(form + ask("?")));
            await(() -> model.cancelled(1));
            vanish(door, model, body(form + ask("?") + ",\"metadata\":{\"session\":\"s\"}"));
            await(() -> model.cancelled(2));
        }
    }

    @Test
    void aFullServerIsOverloadedAndABusySessionAConflict() throws Exception {
        ServerLimits one =
                new ServerLimits(10, 1, 8, 16L << 30, 1 << 20, Duration.ofMinutes(5), Duration.ofMillis(100));
        ServerLimits two =
                new ServerLimits(10, 2, 8, 16L << 30, 1 << 20, Duration.ofMinutes(5), Duration.ofMillis(100));
        for (ServerLimits limits : List.of(one, two)) {
            ScriptedModel hanging = ScriptedModel.of(Script.hang());
            CountDownLatch ended = new CountDownLatch(1);
            String body = body(ask("?") + ",\"metadata\":{\"session\":\"s\"}");
            try (ServedDoor door = new ServedDoor(
                    new Sessions(new TestModels(hanging), new TinySandbox(), List.of(), limits),
                    SessionOptions.DEFAULT)) {
                Thread.ofVirtual().start(() -> {
                    door.post(CHAT, body);
                    ended.countDown();
                });
                await(() -> hanging.requests().size() == 1);
                if (limits.questions() == 1) {
                    HttpResponse<String> full = door.post(CHAT, body(ask("?")));
                    assertThat(full.statusCode()).isEqualTo(503);
                    assertThat(full.headers().firstValue("Retry-After")).contains("1");
                    assertThat(full.body()).contains("\"code\":\"overloaded\"").contains("\"type\":\"server_error\"");
                } else {
                    HttpResponse<String> busy = door.post(CHAT, body);
                    assertThat(busy.statusCode()).isEqualTo(409);
                    assertThat(busy.body()).contains("\"code\":\"session_busy\"");
                }
                door.sessions.find("s").cancel();
                ended.await();
            }
        }
    }

    @Test
    void aServerThatEndsCancelsAndSaysSo() throws Exception {
        ScriptedModel model = ScriptedModel.of(Script.say("Well").then(new Script.Step.Hang()));
        ServerLimits limits =
                new ServerLimits(10, 2, 8, 16L << 30, 1 << 20, Duration.ofMinutes(5), Duration.ofMillis(100));
        try (ServedDoor door = new ServedDoor(
                new Sessions(new TestModels(model), new TinySandbox(), List.of(), limits), SessionOptions.DEFAULT)) {
            Thread closing = Thread.ofVirtual().start(() -> {
                try {
                    await(() -> model.requests().size() == 1);
                    door.sessions.close();
                } catch (InterruptedException stopped) {
                    throw new AssertionError(stopped);
                }
            });
            HttpResponse<String> answer = door.post(CHAT, body(ask("?")));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).contains("\"code\":\"closing\"");
            closing.join();
            assertThat(model.cancelled(1)).isTrue();
            assertThat(door.post(CHAT, body(ask("?"))).statusCode()).isEqualTo(503);
        }
    }
}
