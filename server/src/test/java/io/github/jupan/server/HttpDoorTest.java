package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.models.OfflineModel;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpDoorTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String TOKEN = "a-token-of-23-characters";
    private static final String BEARER = "Bearer " + TOKEN;
    private static final Duration LONG = Duration.ofMinutes(5);

    /// Prints every 20 ms for as long as it may.
    private static final String SLOW = "import time\\nfor i in range(400):\\n    print(i)\\n    time.sleep(0.02)";

    private final AtomicInteger reading = new AtomicInteger();
    private final CountDownLatch answer = new CountDownLatch(1);

    private final Sessions sessions = new Sessions(
            new TestModels(new OfflineModel()),
            new TestSandbox(),
            List.of(),
            new ServerLimits(100, 64, 32, 16L << 30, 1 << 20, Duration.ofMinutes(5), LONG));

    private final HttpDoor door = HttpDoor.open(
            sessions,
            new HttpOptions(
                    new HttpOptions.Place.Port("127.0.0.1", 0),
                    new HttpOptions.Access.Token(TOKEN),
                    Map.of("/hello", new Hello())),
            Duration.ofMillis(200));

    @AfterEach
    void close() {
        door.close();
        sessions.close();
    }

    private final class Hello extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            reading.incrementAndGet();
            if (new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8).equals("wait")) {
                try {
                    answer.await();
                } catch (InterruptedException stopped) {
                    throw new IOException(stopped);
                }
            }
        }

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.getWriter().print("hello");
        }
    }

    private HttpResponse<String> post(String body, String... headers) {
        return send(request("/rpc", headers).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + door.port() + path))
                .setHeader("Content-Type", "application/json")
                .setHeader("Authorization", BEARER);
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return request;
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    private TestClient postClient() {
        TestClient[] client = new TestClient[1];
        client[0] = new TestClient(message -> client[0].take(post(message).body()));
        return client[0];
    }

    private String openSession() {
        return postClient().call("session.open", "{}").get("session").textValue();
    }

    private static String ask(String session) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.ask\",\"params\":{\"session\":\"" + session
                + "\",\"text\":\"What is 17 * 23?\"}}";
    }

    private static String run(String session, String code) {
        return "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"sandbox.run\",\"params\":{\"session\":\"" + session
                + "\",\"code\":\"" + code + "\"}}";
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited for five minutes").isLessThan(end);
            Thread.sleep(20);
        }
    }

    @Test
    void answersAPost() {
        String session = openSession();
        HttpResponse<String> answer = post(ask(session));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Server")).isEmpty();
        assertThat(TestClient.read(answer.body()).at("/result/text").textValue())
                .contains("391");
        assertThat(get("/metrics").body())
                .contains("jupan_questions_seconds_count{outcome=\"answered\"} 1")
                .contains("jupan_runs_seconds_bucket{outcome=\"completed\",le=\"300.0\"} 1")
                .contains("jupan_questions_in_progress 0.0")
                .contains("jupan_sessions 1.0")
                .contains("jupan_workers 1.0");
    }

    @Test
    void answersAPostWithNothingToAnswer() {
        HttpResponse<String> answer = post("{\"jsonrpc\":\"2.0\",\"method\":\"session.list\"}");
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void refusesWhatIsNoJsonRpc() {
        assertThat(get("/rpc").statusCode()).isEqualTo(405);
        assertThat(post("{}", "Content-Type", "text/plain").statusCode()).isEqualTo(415);
        assertThat(post("[".repeat(100_000)).body()).contains("-32700");
        HttpResponse<String> large = post(" ".repeat(1 << 20) + "{}");
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.body()).contains("-32600");
        assertThat(get("/else").statusCode()).isEqualTo(404);
    }

    @Test
    void streamsEventsAndThenTheAnswer() {
        HttpResponse<String> answer = post(ask(openSession()), "Accept", "text/event-stream, application/json");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
        List<JsonNode> messages = answer.body()
                .lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> TestClient.read(line.substring("data: ".length())))
                .toList();
        assertThat(messages.getFirst().at("/params/event/type").textValue()).isEqualTo("asked");
        assertThat(messages.getLast().at("/result/outcome").textValue()).isEqualTo("answered");
    }

    @Test
    void speaksOverAWebSocket() {
        Listening listening = new Listening();
        WebSocket socket = socket(listening);
        TestClient client = listening.client;
        String session = client.call("session.open", "{}").get("session").textValue();
        int id = client.ask("session.ask", "[\"" + session + "\",\"What is 17 * 23?\"]");
        assertThat(client.event("run").at("/params/event/stdout").textValue()).contains("391");
        assertThat(client.answer(id).at("/result/outcome").textValue()).isEqualTo("answered");
        socket.abort();
    }

    @Test
    void cancelsWhatAVanishedWebSocketAskedFor() throws Exception {
        Listening listening = new Listening();
        WebSocket socket = socket(listening);
        TestClient client = listening.client;
        String session = client.call("session.open", "{}").get("session").textValue();
        client.send(run(session, SLOW));
        client.event("output");
        socket.abort();
        await(() -> sessions.find(session).history().toString().contains("\"status\":\"cancelled\""));
    }

    @Test
    void cancelsWhatAVanishedStreamAskedFor() throws Exception {
        String session = openSession();
        byte[] body = run(session, SLOW).getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            socket.getOutputStream()
                    .write(("POST /rpc HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\nAuthorization: "
                                    + BEARER + "\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + body.length + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(body);
            await(() -> sessions.find(session).history().toString().contains("output"));
        }
        await(() -> sessions.find(session).history().toString().contains("\"status\":\"cancelled\""));
    }

    @Test
    void dropsAClientThatNeverReadsAndOnlyThat() throws Exception {
        Listening listening = new Listening();
        WebSocket reading = socket(listening);
        TestClient client = listening.client;
        String session = client.call("session.open", "{}").get("session").textValue();
        WebSocket deaf = HTTP.newWebSocketBuilder()
                .header("Authorization", BEARER)
                .buildAsync(socketAddress(), new WebSocket.Listener() {
                    @Override
                    public void onOpen(WebSocket socket) {}
                })
                .join();
        deaf.sendText(run(session, SLOW), true).join();
        await(() -> sessions.find(session).history().toString().contains("output"));
        String question = "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tokens.split\",\"params\":[\""
                + "x".repeat(50_000) + "\"]}";
        for (int i = 0; i < 15; i++) {
            deaf.sendText(question, true).join();
        }
        await(() -> sessions.find(session).history().toString().contains("\"status\":\"cancelled\""));
        await(() -> get("/metrics").body().contains("jupan_websockets 1.0"));
        assertThat(client.call("sandbox.run", "[\"6 * 7\",\"" + session + "\"]")
                        .get("value")
                        .textValue())
                .isEqualTo("42");
        deaf.abort();
        reading.abort();
    }

    /// Each of them takes its body a byte at a time, and never has all of it.
    @Test
    void clientsThatSendSlowlyHoldNobodyUp() throws IOException {
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 250; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port());
                slow.add(socket);
                socket.getOutputStream()
                        .write(("POST " + (i % 2 == 0 ? "/rpc" : "/hello") + " HTTP/1.1\r\nHost: localhost\r\n"
                                        + "Authorization: " + BEARER + "\r\nContent-Type: application/json\r\n"
                                        + "Content-Length: 1000\r\n\r\n{")
                                .getBytes(StandardCharsets.US_ASCII));
            }
            for (int i = 0; i < 3; i++) {
                for (Socket socket : slow) {
                    socket.getOutputStream().write(' ');
                }
                assertThat(get("/healthz").body()).isEqualTo("ok\n");
                assertThat(post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"session.list\"}")
                                .statusCode())
                        .isEqualTo(200);
            }
            await(() -> reading.get() == 125);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void questionsHoldNobodyUp() throws Exception {
        List<CompletableFuture<HttpResponse<String>>> asked = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            asked.add(HTTP.sendAsync(
                    request("/hello")
                            .POST(HttpRequest.BodyPublishers.ofString("wait"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString()));
        }
        await(() -> reading.get() == 250);
        assertThat(get("/healthz").body()).isEqualTo("ok\n");
        answer.countDown();
        for (CompletableFuture<HttpResponse<String>> each : asked) {
            assertThat(each.join().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void endsAlsoWhenItIsInterrupted() throws Exception {
        String session = openSession();
        CompletableFuture<HttpResponse<String>> asked = HTTP.sendAsync(
                request("/rpc")
                        .POST(HttpRequest.BodyPublishers.ofString(run(session, SLOW)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        await(() -> sessions.find(session).history().toString().contains("output"));
        int port = door.port();
        Thread closing = Thread.ofPlatform().start(door::close);
        closing.interrupt();
        closing.join();
        assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port))
                .isInstanceOf(IOException.class);
        assertThat(asked.handle((answered, failed) -> true).join()).isTrue();
    }

    @Test
    void servesServletsToo() {
        assertThat(get("/hello").body()).isEqualTo("hello");
        assertThat(get("/hello", "Origin", "http://evil.example").statusCode()).isEqualTo(403);
    }

    @Test
    void letsNoPageInUnderItsOwnName() throws IOException {
        assertThat(statusFor("Host: localhost:" + door.port())).isEqualTo(200);
        assertThat(statusFor("Host: 127.0.0.1")).isEqualTo(200);
        assertThat(statusFor("Host: [::1]:8080")).isEqualTo(200);
        assertThat(statusFor("Host: localhost\r\nOrigin: http://localhost")).isEqualTo(200);
        assertThat(statusFor("Host: evil.example")).isEqualTo(403);
        assertThat(statusFor("Host: 127.0.0.1.evil.example")).isEqualTo(403);
        assertThat(statusFor("Host: localhost.evil.example:" + door.port())).isEqualTo(403);
        assertThat(statusFor("Host: localhost\r\nOrigin: http://evil.example")).isEqualTo(403);
        assertThat(statusFor("Host: localhost\r\nOrigin: http://localhost:3000"))
                .isEqualTo(403);
        assertThat(statusFor("Host: localhost\r\nOrigin: null")).isEqualTo(403);
        assertThat(statusFor("Host: 999.999.999.999")).isIn(400, 403);
        assertThat(statusFor("Host: 127.1")).isIn(400, 403);
        assertThat(statusFor("Host: [evil.example]")).isIn(400, 403);
        assertThat(statusFor("Host: localhost:x")).isNotEqualTo(200);
        assertThat(statusFor("Host: localhost\r\nHost: localhost")).isNotEqualTo(200);
        assertThat(statusFor("Host: localhost\r\nOrigin: http://localhost\r\nOrigin: http://evil.example"))
                .isEqualTo(403);
    }

    private int statusFor(String headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            String request = "GET /readyz HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    @Test
    void refusesAWebSocketOfAPage() {
        assertThat(HTTP.newWebSocketBuilder()
                        .header("Authorization", BEARER)
                        .header("Origin", "http://evil.example")
                        .buildAsync(socketAddress(), new Listening()))
                .failsWithin(LONG);
    }

    @Test
    void finishesWhatRunsWhenItCloses() throws Exception {
        String session = openSession();
        Thread closing = Thread.ofVirtual().unstarted(door::close);
        Thread waiting = Thread.ofVirtual().start(() -> {
            try {
                await(() -> sessions.find(session).history().toString().contains("run_start"));
                closing.start();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        });
        HttpResponse<String> answer = post(run(session, "import time\\ntime.sleep(0.3)\\n7"));
        assertThat(TestClient.read(answer.body()).at("/result/value").textValue())
                .isEqualTo("7");
        waiting.join();
        closing.join();
    }

    private URI socketAddress() {
        return URI.create("ws://127.0.0.1:" + door.port() + "/rpc");
    }

    private WebSocket socket(Listening listening) {
        return HTTP.newWebSocketBuilder()
                .header("Authorization", BEARER)
                .buildAsync(socketAddress(), listening)
                .join();
    }

    private static final class Listening implements WebSocket.Listener {
        private final StringBuilder begun = new StringBuilder();
        private final CompletableFuture<WebSocket> opened = new CompletableFuture<>();
        private final TestClient client =
                new TestClient(message -> opened.join().sendText(message, true).join());

        @Override
        public void onOpen(WebSocket socket) {
            opened.complete(socket);
            socket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            begun.append(data);
            if (last) {
                client.take(begun.toString());
                begun.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
