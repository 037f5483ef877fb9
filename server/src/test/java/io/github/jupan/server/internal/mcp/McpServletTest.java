package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.server.McpDoor;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class McpServletTest {

    private static final String HELLO = """
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
        "clientInfo":{"name":"t","version":"1"}}}\
        """;

    private final java.net.http.HttpClient http = java.net.http.HttpClient.newHttpClient();
    private final Sessions sessions = Servers.sessions(2, 2_000);
    private final HttpServer server = HttpServer.with(new McpDoor(sessions, SessionOptions.DEFAULT).servlet());

    @BeforeEach
    void isEmpty() {
        assertThat(sessions.openSessions()).isZero();
    }

    @AfterEach
    void close() {
        server.close();
        assertThat(sessions.openSessions())
                .as("sessions after the server's end")
                .isZero();
        sessions.close();
        http.close();
    }

    @Test
    void aClientHasWhatItSetUpAndNoOther() throws Exception {
        String one = initialize();
        String two = initialize();
        assertThat(one).isNotEqualTo(two);
        run(one, "secret = 'one'", "d");
        assertThat(run(one, "secret", "d").body()).contains("'one'");
        assertThat(run(two, "secret", "e").body()).contains("NameError");
        assertThat(post(two, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"resources/list\"}")
                        .body())
                .contains("/e\"")
                .doesNotContain("/d\"");
        assertThat(post(
                                two,
                                "{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"resources/read\",\"params\":"
                                        + "{\"uri\":\"jupan://documents/main/d\"}}")
                        .body())
                .contains("-32002");
    }

    @Test
    void aClientThatLeavesTakesItsSessionsAlong() throws Exception {
        String id = initialize();
        run(id, "1", "d");
        assertThat(sessions.openSessions()).isEqualTo(1);
        assertThat(sessions.list()).as("what others see").isEmpty();
        assertThat(send(request(id).DELETE()).statusCode()).isEqualTo(200);
        assertThat(sessions.openSessions()).isZero();
        assertThat(run(id, "1", "d").statusCode()).isEqualTo(404);
    }

    @Test
    void endsInPeaceWhenTheSessionsEndedFirst() throws Exception {
        String id = initialize();
        run(id, "1", "d");
        sessions.close();
        assertThat(send(request(id).DELETE()).statusCode()).isEqualTo(200);
    }

    @Test
    void refusesWhatItCannotServe() throws Exception {
        assertThat(post(null, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(post("unknown", "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/list\"}")
                        .statusCode())
                .isEqualTo(404);
        String id = initialize();
        assertThat(post(id, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/roots/list_changed\"}")
                        .statusCode())
                .isEqualTo(202);
        assertThat(post(id, "nonsense").statusCode()).isEqualTo(400);
        assertThat(post(id, "\"" + "x".repeat(2_000) + "\"").statusCode()).isEqualTo(413);
        initialize();
        assertThat(post(null, HELLO).statusCode()).isEqualTo(503);
    }

    private HttpResponse<String> run(String id, String code, String document) throws Exception {
        return post(
                id,
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"run_python\","
                        + "\"arguments\":{\"code\":\"" + code + "\",\"texts\":{\"" + document + "\":\"text\"}}}}");
    }

    private String initialize() throws Exception {
        String id = post(null, HELLO).headers().firstValue("Mcp-Session-Id").orElseThrow();
        post(id, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return id;
    }

    private HttpResponse<String> post(@Nullable String id, String body) throws Exception {
        return send(
                request(id).header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(@Nullable String id) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.url()))
                .header("Accept", "application/json, text/event-stream");
        return id == null ? request : request.header("Mcp-Session-Id", id);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
