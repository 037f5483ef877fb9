package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.models.OfflineModel;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTokenTest {

    private static final String TOKEN = "0123456789abcdef0123";
    private static final Map<String, Servlet> SERVLETS = Map.of("/mcp", new HttpServlet() {
        private static final long serialVersionUID = 1L;
    });

    @ParameterizedTest
    @ValueSource(strings = {"/rpc", "/readyz", "/metrics", "/mcp", "/else"})
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

    @Test
    void tellsAnybodyThatItLives() throws Exception {
        try (HttpDoor door = open()) {
            assertThat(status(door, "/healthz", "X-Nothing", "x")).isEqualTo(200);
            assertThat(status(door, "/healthz/../metrics", "X-Nothing", "x")).isNotEqualTo(200);
        }
    }

    private static HttpDoor open() {
        return HttpDoor.open(
                new Sessions(new TestModels(new OfflineModel()), new TestSandbox(), List.of(), ServerLimits.DEFAULT),
                new HttpOptions("127.0.0.1", 0, Optional.of(TOKEN), SERVLETS));
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
        assertThatThrownBy(() -> new HttpOptions(host, 0, Optional.empty(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("to listen on " + host
                        + " a token is needed: give --token-file FILE or set JUPAN_TOKEN, or listen on 127.0.0.1");
    }

    @Test
    void takesNoTokenThatCouldBeGuessedAndTellsNone() {
        assertThatThrownBy(() -> new HttpOptions("::1", 0, Optional.of("secret"), Map.of()))
                .hasMessageContaining("at least 16")
                .hasMessageNotContaining("secret");
        assertThat(new HttpOptions("::1", 0, Optional.of(TOKEN), Map.of()).toString())
                .doesNotContain(TOKEN);
    }

    @Test
    void saysThatAPortIsTaken() {
        Sessions sessions =
                new Sessions(new TestModels(new OfflineModel()), new TestSandbox(), List.of(), ServerLimits.DEFAULT);
        try (HttpDoor first = open()) {
            HttpOptions same = new HttpOptions("127.0.0.1", first.port(), Optional.empty(), Map.of());
            assertThatThrownBy(() -> HttpDoor.open(sessions, same))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + first.port()
                            + ": Address already in use; choose another address or port");
        }
    }
}
