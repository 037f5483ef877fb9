package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.server.McpDoor;
import io.github.jupan.server.Permission;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.PythonClients;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The protocol's own client for Python, whose user is asked before code runs.
@Timeout(900)
class PythonClientTest {

    private static final String EXPECTED = "{\"revision\": \"%s\","
            + " \"tools\": [\"ask\", \"count_text\", \"run_python\"], \"run\": \"42\", \"progress\": [\"at work\"],"
            + " \"refused\": [true, \"not run: the user did not allow it\"], \"again\": \"42\", \"asked\": 3,"
            + " \"count\": [{\"text\": \"o\", \"count\": 2}], \"prompt\": 1, \"read\": \"one two\","
            + " \"cancelled\": \"given up\", \"after\": \"5\"}";

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2026-07-28"})
    void isServedOverStandardInputAndOutput(String revision) throws Exception {
        assertThat(run(revision, "stdio", PythonClients.java(StdioMain.class.getName(), Permission.ASKED.name())))
                .isEqualTo(EXPECTED.formatted(revision));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-11-25", "2026-07-28"})
    void isServedOverHttp(String revision) throws Exception {
        try (Sessions sessions = Servers.sessions();
                HttpServer http =
                        HttpServer.with(new McpDoor(sessions, SessionOptions.DEFAULT, Permission.ASKED).servlet())) {
            assertThat(run(revision, "http", List.of(http.url()))).isEqualTo(EXPECTED.formatted(revision));
        }
    }

    private static String run(String revision, String kind, List<String> server) throws Exception {
        boolean hasHandshake = !revision.equals(Revision.R2026_07_28.text());
        List<String> arguments = new ArrayList<>(List.of(hasHandshake ? "legacy" : revision, kind));
        arguments.addAll(server);
        return PythonClients.run(PythonClientTest.class, "client.py", arguments);
    }
}
