package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.server.HttpOptions.Access;
import io.github.jupan.server.HttpOptions.Place;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunCodeDoorTest {

    private static final String TOKEN = "0123456789abcdef0123";

    private static final ServerLimits LIMITS =
            new ServerLimits(10, 2, 2, 16L << 30, 1 << 20, Duration.ofMinutes(5), Duration.ofMinutes(1));

    private final HttpClient http = HttpClient.newHttpClient();
    private Sessions sessions;
    private HttpDoor door;

    @BeforeAll
    void open() {
        sessions = new Sessions(new TestModels(new OfflineModel()), new TestSandbox(), List.of(), LIMITS);
        door = HttpDoor.open(
                sessions,
                new HttpOptions(
                        new Place.Port("127.0.0.1", 0),
                        new Access.Token(TOKEN, Optional.empty()),
                        Map.of(RunCodeDoor.PATH, new RunCodeDoor(sessions, SessionOptions.DEFAULT).servlet())));
    }

    @AfterAll
    void close() {
        door.close();
        sessions.close();
    }

    @Test
    void answersAsSandboxFusionDoes() {
        JsonNode answer = run("{\"code\":\"import math\\nprint(math.pi)\",\"language\":\"python\"}");
        assertThat(answer.at("/run_result/execution_time").asDouble()).isPositive();
        ((ObjectNode) answer.path("run_result")).remove("execution_time");
        assertThat(answer)
                .isEqualTo(TestClient.read(
                        "{\"status\":\"Success\",\"message\":\"\",\"compile_result\":null,\"run_result\":{\"status\":\"Finished\",\"return_code\":0,\"stdout\":\"3.141592653589793\\n"
                            + "\",\"stderr\":\"\"},\"executor_pod_name\":null,\"files\":{}}"));
    }

    @Test
    void aValueThatIsNotPrintedIsNoOutput() {
        assertThat(run("{\"code\":\"6 * 7\"}").at("/run_result/stdout").asText())
                .isEmpty();
    }

    @Test
    void aProgramReadsItsInput() {
        String code = "import sys\\nn = int(input('? '))\\nprint(n, input(), repr(sys.stdin.read()))\\n"
                + "try:\\n    input()\\nexcept EOFError as e:\\n    print(e)";
        assertThat(run("{\"code\":\"" + code + "\",\"stdin\":\"3\\n한글\\nrest\\n\"}")
                        .at("/run_result/stdout")
                        .asText())
                .isEqualTo("? 3 한글 'rest\\n'\nEOF when reading a line\n");
    }

    @Test
    void readsItsInputWithoutAnImport() {
        assertThat(run("{\"code\":\"print(int(input()) + 1)\",\"stdin\":\"41\"}")
                        .at("/run_result/stdout")
                        .asText())
                .isEqualTo("42\n");
    }

    @Test
    void eachSnippetHasAnInterpreterOfItsOwn() {
        run("{\"code\":\"planted = 1\\nimport builtins\\nbuiltins.also = 2\"}");
        JsonNode answer = run("{\"code\":\"print('planted' in globals(), 'documents' in globals())\\nalso\"}");
        assertThat(answer.at("/run_result/stdout").asText()).isEqualTo("False False\n");
        assertThat(answer.at("/run_result/stderr").asText()).contains("NameError: name 'also' is not defined");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        1/0,                        Failed,  Finished, 1, ZeroDivisionError: division by zero
        if,                         Failed,  Finished, 1, SyntaxError
        import sys; sys.exit(0),    Success, Finished, 0, ''
        import sys; sys.exit(3),    Failed,  Finished, 3, ''
        import sys; sys.exit('no'), Failed,  Finished, 1, no
        """)
    void endsAsAProcessWould(String code, String status, String ran, int returned, String said) {
        JsonNode answer = run("{\"code\":\"" + code + "\"}");
        assertThat(answer.path("status").asText()).isEqualTo(status);
        assertThat(answer.at("/run_result/status").asText()).isEqualTo(ran);
        assertThat(answer.at("/run_result/return_code").asInt()).isEqualTo(returned);
        assertThat(answer.at("/run_result/stderr").asText()).contains(said);
    }

    @Test
    void stopsAtItsTime() {
        JsonNode answer = run("{\"code\":\"print('begun', flush=True)\\nwhile True: pass\",\"run_timeout\":0.5}");
        assertThat(answer.path("status").asText()).isEqualTo("Failed");
        assertThat(answer.at("/run_result/status").asText()).isEqualTo("TimeLimitExceeded");
        assertThat(answer.at("/run_result/return_code").isNull()).isTrue();
        assertThat(answer.at("/run_result/stdout").asText()).isEqualTo("begun\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"code":"int main() {}","language":"cpp"}      | cpp is not run here: Python alone
        {"code":"open('a')","files":{"a":"aGk="}}      | there are no files here: send what the program reads as stdin
        {"code":"open('a')","fetch_files":["a"]}       | there are no files here: send what the program reads as stdin
        """)
    void whatIsNotHereIsNobodysFault(String request, String message) {
        JsonNode answer = run(request);
        assertThat(answer.path("status").asText()).isEqualTo("SandboxError");
        assertThat(answer.path("message").asText()).isEqualTo(message);
        assertThat(answer.path("run_result").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        nonsense                            | send a JSON object
        {}                                  | "code" must be a text
        {"code":"1","stdin":3}              | "stdin" must be a text
        {"code":"1","run_timeout":-1}       | "run_timeout" must be a number of seconds above 0
        """)
    void saysWhatIsWrong(String request, String line) {
        HttpResponse<String> response = post("/run_code/" + TOKEN, request);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(TestClient.read(response.body()).path("detail").asText()).isEqualTo(line);
    }

    @Test
    void wantsTheTokenInThePathOrTheHeader() {
        String request = "{\"code\":\"print(1)\"}";
        assertThat(post("/run_code", request).statusCode()).isEqualTo(401);
        assertThat(post("/run_code/" + TOKEN + "0", request).statusCode()).isEqualTo(401);
        assertThat(post("/run_code", request, "Authorization", "Bearer " + TOKEN)
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("/rpc/" + TOKEN, request).statusCode()).isEqualTo(401);
    }

    @Test
    void aFullServerSaysThatTheClientMayTryAgain() {
        List<CompletableFuture<Integer>> statuses = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            statuses.add(CompletableFuture.supplyAsync(
                    () -> post("/run_code/" + TOKEN, "{\"code\":\"import time\\ntime.sleep(2)\",\"run_timeout\":300}")
                            .statusCode(),
                    task -> Thread.ofPlatform().start(task)));
        }
        assertThat(statuses)
                .extracting(CompletableFuture::join)
                .contains(200, 504)
                .containsOnly(200, 504);
    }

    private JsonNode run(String request) {
        HttpResponse<String> response = post("/run_code/" + TOKEN, request);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return TestClient.read(response.body());
    }

    private HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString())
                .join();
    }
}
