package io.github.jupan.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Mode;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(600)
final class TemporalServerTest {

    @Test
    void anAddressNamesHostPortAndNamespace() {
        assertThat(TemporalAddress.of("temporal://localhost"))
                .isEqualTo(new TemporalAddress("localhost", 7233, "default"))
                .hasToString("temporal://localhost:7233/default");
        assertThat(TemporalAddress.of("temporal://[::1]:99/team"))
                .isEqualTo(new TemporalAddress("[::1]", 99, "team"))
                .extracting(TemporalAddress::target)
                .isEqualTo("[::1]:99");
        assertThat(TemporalAddress.of("temporal://h:1/")).isEqualTo(new TemporalAddress("h", 1, "default"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:7233",
                "http://localhost",
                "temporal:",
                "temporal://",
                "temporal://h/a/b",
                "temporal://u@h",
                "temporal://h?tls",
                "temporal://h h",
                "temporal://h:x",
                ""
            })
    void whatIsNoAddressIsSaidInOneLine(String text) {
        assertThatThrownBy(() -> TemporalAddress.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("takes an address such as temporal://localhost:7233 or temporal://HOST:PORT/NAMESPACE, not "
                        + text);
    }

    @Test
    void connectsToAServerThatIsThere() {
        try (TestTemporal temporal = TestTemporal.inThisJvm();
                TemporalServer server = TemporalServer.connect(temporal.address());
                TemporalWorker worker = TemporalWorker.start(TemporalWorker.factory(server), 1, List.of())) {
            assertThat(server.address()).isEqualTo(temporal.address());
            worker.end(Duration.ofMinutes(1));
        }
    }

    @Test
    void aServerThatIsNotThereIsSaidInOneLine() {
        TemporalAddress nobody = TemporalAddress.of("temporal://127.0.0.1:" + TestTemporal.freePort());
        assertThatThrownBy(() -> TemporalServer.connect(nobody))
                .isInstanceOf(TemporalException.class)
                .hasMessage(
                        "no Temporal server answers at " + nobody.target() + ": check that it runs, and the address");
    }

    @Test
    void whatTravelsIsJsonThatReadsAsItWasWritten() throws JsonProcessingException {
        Settings settings = new Settings(
                Optional.of(Dialect.PREFER_TEXT),
                Optional.empty(),
                Optional.of(0.5),
                Optional.empty(),
                Optional.of(7L),
                Optional.of(99),
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofSeconds(90)),
                Optional.empty(),
                Optional.empty(),
                Optional.of("안녕"));
        SessionOptions options =
                new SessionOptions(Optional.of("offline"), Mode.THINK, SessionOptions.DEFAULT.limits(), settings);
        String json = TemporalServer.JSON.writeValueAsString(options);
        assertThat(json).contains("\"max_tokens\":99").contains("\"time\":\"PT1M30S\"");
        assertThat(TemporalServer.JSON.readValue(json, SessionOptions.class)).isEqualTo(options);
        assertThat(TemporalServer.JSON.readValue(json.replaceFirst("\\{", "{\"later\":1,"), SessionOptions.class))
                .isEqualTo(options);
    }
}
