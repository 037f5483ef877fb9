package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.testkit.ScriptedModel;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class HostNamesTest {

    private static final HttpOptions.Access TOKEN = new HttpOptions.Access.Token("0123456789abcdef0123");

    private static HttpOptions options(String... names) {
        return new HttpOptions(new HttpOptions.Place.Port("127.0.0.1", 0), TOKEN, Map.of(), Set.of(names));
    }

    @Test
    void aNameThatWasGivenIsServedAndNoOther() throws Exception {
        try (Sessions sessions = new Sessions(
                        new TestModels(ScriptedModel.of()), new TinySandbox(), List.of(), ServedDoor.LIMITS);
                HttpDoor door = HttpDoor.open(sessions, options("host.docker.internal", "Jupan"))) {
            assertThat(status(door, "host.docker.internal:8080")).isEqualTo(200);
            assertThat(status(door, "JUPAN")).isEqualTo(200);
            assertThat(status(door, "localhost")).isEqualTo(200);
            assertThat(status(door, "docker.internal")).isEqualTo(403);
            assertThat(status(door, "jupan.evil.example")).isEqualTo(403);
        }
    }

    private static int status(HttpDoor door, String host) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            String request = "GET /healthz HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }

    @Test
    void takesNoNameThatCouldMatchMore() {
        assertThatThrownBy(() -> options("*.example")).hasMessageContaining("not *.example");
        assertThatThrownBy(() -> options("a:80")).hasMessageContaining("not a:80");
        assertThatThrownBy(() -> options("")).hasMessageContaining("a host's name");
    }
}
