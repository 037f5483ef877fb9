package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.models.OfflineModel;
import io.github.jupan.server.HttpOptions.Access;
import io.github.jupan.server.HttpOptions.Place;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTokenTest {

    private static final String TOKEN = "0123456789abcdef0123";
    private static final String READING = "reads-the-metrics-alone";
    private static final Place PLACE = new Place.Port("127.0.0.1", 0);
    private static final Map<String, Servlet> SERVLETS = Map.of("/mcp", new HttpServlet() {
        private static final long serialVersionUID = 1L;
    });

    @ParameterizedTest
    @ValueSource(strings = {"/", "/rpc", "/metrics", "/mcp", "/else"})
    void demandsTheTokenEverywhere(String path) throws Exception {
        try (HttpDoor door = open()) {
            assertThat(status(door, path, "X-Nothing", "x")).isEqualTo(401);
            assertThat(status(door, path, "Authorization", "Bearer " + TOKEN + "4"))
                    .isEqualTo(401);
            assertThat(status(door, path, "Authorization", "Bearer ")).isEqualTo(401);
            assertThat(status(door, path, "Authorization", TOKEN)).isEqualTo(401);
            assertThat(status(door, path, "Authorization", "bearer " + TOKEN)).isNotEqualTo(401);
        }
    }

    /// A client of OpenAI's shows its user `error.message`.
    @Test
    void refusesClientsOfOpenAiInOpenAisForm() throws Exception {
        try (HttpDoor door = open()) {
            for (String path : new String[] {"/v1", "/v1/models", "/v1/chat/completions?x=1"}) {
                HttpResponse<String> refused = get(door, path);
                assertThat(refused.statusCode()).isEqualTo(401);
                assertThat(refused.headers().firstValue("Content-Type")).hasValue("application/json");
                assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
                assertThat(refused.body())
                        .isEqualTo("{\"error\":{\"message\":\"send the server's token, as Authorization: Bearer TOKEN;"
                                + " in a browser, open the address that jupan printed\","
                                + "\"type\":\"invalid_request_error\",\"param\":null,\"code\":\"invalid_api_key\"}}");
            }
            HttpResponse<String> foreign = get(door, "/v1/models", "Origin", "http://evil.example");
            assertThat(foreign.statusCode()).isEqualTo(403);
            assertThat(TestClient.read(foreign.body()).at("/error/code").textValue())
                    .isEqualTo("forbidden");
            assertThat(get(door, "/v1x").body()).doesNotContain("{");
        }
    }

    @Test
    void tellsAnybodyThatItLives() throws Exception {
        try (HttpDoor door = open()) {
            assertThat(status(door, "/healthz", "X-Nothing", "x")).isEqualTo(200);
            assertThat(status(door, "/readyz", "X-Nothing", "x")).isEqualTo(200);
            assertThat(status(door, "/healthz/../metrics", "X-Nothing", "x")).isNotEqualTo(200);
        }
    }

    @Test
    void theReadingTokenReadsTheMetricsAlone() throws Exception {
        try (HttpDoor door = open()) {
            assertThat(status(door, "/metrics", "Authorization", "Bearer " + READING))
                    .isEqualTo(200);
            assertThat(status(door, "/metrics", "Authorization", "Bearer " + TOKEN))
                    .isEqualTo(200);
            for (String path : new String[] {"/", "/rpc", "/mcp", "/metrics/x", "/else"}) {
                assertThat(status(door, path, "Authorization", "Bearer " + READING))
                        .as(path)
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void aBrowserExchangesTheTokenOfTheAddressForACookie() throws Exception {
        try (HttpDoor door = open()) {
            assertThat(get(door, "/?token=wrong").statusCode()).isEqualTo(401);
            assertThat(get(door, "/?token=" + READING).statusCode()).isEqualTo(401);
            assertThat(get(door, "/rpc?token=" + TOKEN).statusCode()).isEqualTo(401);
            HttpResponse<String> visit = get(door, "/?token=" + TOKEN);
            assertThat(visit.statusCode()).isEqualTo(303);
            assertThat(visit.headers().firstValue("Location")).contains("/");
            String cookie = visit.headers().firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).contains("HttpOnly", "SameSite=Strict", "Path=/").doesNotContain(TOKEN);
            String pair = cookie.split(";", 2)[0];
            assertThat(get(door, "/", "Cookie", pair).statusCode()).isEqualTo(200);
            assertThat(get(door, "/", "Cookie", pair + "0").statusCode()).isEqualTo(401);
            assertThat(get(door, "/", "Cookie", pair, "Sec-Fetch-Site", "same-site")
                            .statusCode())
                    .as("what a page of another port asks for")
                    .isEqualTo(401);
            String own = "http://127.0.0.1:" + door.port();
            assertThat(post(door, "Cookie", pair, "Origin", own).statusCode()).isEqualTo(200);
            assertThat(post(door, "Cookie", pair).statusCode()).isEqualTo(401);
            assertThat(socket(door, "Cookie", pair, "Origin", own)).isTrue();
            assertThat(socket(door, "Cookie", pair)).isFalse();
            assertThat(socket(door, "Origin", own)).isFalse();
        }
    }

    @Test
    void anAddressToOpenIsGoodForOneVisit() throws Exception {
        try (HttpDoor door = open()) {
            String first = door.visit();
            String second = door.visit();
            assertThat(first).startsWith("/?token=").doesNotContain(TOKEN).isNotEqualTo(second);
            assertThat(get(door, first).statusCode()).as("another was made").isEqualTo(401);
            String ticket = second.substring(second.indexOf('=') + 1);
            assertThat(status(door, "/rpc", "Authorization", "Bearer " + ticket))
                    .isEqualTo(401);
            assertThat(get(door, second).statusCode()).isEqualTo(303);
            assertThat(get(door, second).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void thePageComesWithAPolicyThatLetsItDoNoMoreThanItMust() throws Exception {
        try (HttpDoor door = open()) {
            HttpResponse<String> page = get(door, "/", "Authorization", "Bearer " + TOKEN);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'")
                    .doesNotContain("unsafe", "*", "http");
            Matcher files = Pattern.compile("(?:href|src)=\"(page/[^\"]+)\"").matcher(page.body());
            while (files.find()) {
                assertThat(get(door, "/" + files.group(1), "Authorization", "Bearer " + TOKEN)
                                .statusCode())
                        .as(files.group(1))
                        .isEqualTo(200);
                assertThat(get(door, "/" + files.group(1)).statusCode()).isEqualTo(401);
            }
            assertThat(page.body()).doesNotContain("<script>", "style=", "onclick", "http:", "https:");
            HttpResponse<String> frame = get(door, "/page/frame.html", "Authorization", "Bearer " + TOKEN);
            assertThat(frame.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'sha256-", "sandbox allow-scripts")
                    .doesNotContain("same-origin", "script-src 'unsafe");
            for (String path : List.of("/page/", "/page/none.js", "/page/index.html", "/page/%2e%2e/HttpDoor.class")) {
                assertThat(get(door, path, "Authorization", "Bearer " + TOKEN).statusCode())
                        .as(path)
                        .isIn(400, 404);
            }
        }
    }

    private static HttpResponse<String> get(HttpDoor door, String path, String... headers) throws Exception {
        return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path)), headers);
    }

    private static HttpResponse<String> post(HttpDoor door, String... headers) throws Exception {
        return send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + "/rpc"))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.list\"}")),
                headers);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String... headers) throws Exception {
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    private static boolean socket(HttpDoor door, String... headers) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            WebSocket.Builder builder = http.newWebSocketBuilder();
            for (int i = 0; i < headers.length; i += 2) {
                builder.header(headers[i], headers[i + 1]);
            }
            builder.buildAsync(URI.create("ws://127.0.0.1:" + door.port() + "/rpc"), new WebSocket.Listener() {})
                    .join()
                    .abort();
            return true;
        } catch (CompletionException refused) {
            return false;
        }
    }

    private static HttpDoor open() {
        return HttpDoor.open(
                new Sessions(new TestModels(new OfflineModel()), new TestSandbox(), List.of(), ServerLimits.DEFAULT),
                new HttpOptions(PLACE, new Access.Token(TOKEN, Optional.of(READING)), SERVLETS));
    }

    private static int status(HttpDoor door, String path, String header, String value)
            throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                    .header(header, value)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.1"})
    void doesNotListenBeyondThisMachineWithoutAToken(String host) {
        assertThatThrownBy(() -> new HttpOptions(new Place.Port(host, 0), new Access.Anybody(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("to listen on " + host
                        + ":0 a token is needed; without one only this machine is served, on 127.0.0.1");
        assertThatThrownBy(() -> new HttpOptions(new Place.Port(host, 0), new Access.Owner(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void takesNoTokenThatCouldBeGuessedAndTellsNone() {
        assertThatThrownBy(() -> new Access.Token("secret"))
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("secret");
        Access token = new Access.Token(TOKEN);
        assertThat(new HttpOptions(PLACE, token, Map.of()).toString() + token).doesNotContain(TOKEN);
    }

    @Test
    void saysThatAPortIsTaken() {
        Sessions sessions =
                new Sessions(new TestModels(new OfflineModel()), new TestSandbox(), List.of(), ServerLimits.DEFAULT);
        try (HttpDoor first = open()) {
            HttpOptions same =
                    new HttpOptions(new Place.Port("127.0.0.1", first.port()), new Access.Token(TOKEN), Map.of());
            assertThatThrownBy(() -> HttpDoor.open(sessions, same))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + first.port()
                            + ": Address already in use; choose another address or port");
        }
    }
}
