package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.server.McpDoor;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.NodePackages;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The protocol's own client, which is told to speak revision 2026-07-28 and nothing else.
class NewestRevisionTest {

    private static final String EXPECTED = "{\"tools\":[\"ask\",\"count_text\",\"run_python\"],\"begun\":\"42\","
            + "\"named\":true,\"progress\":[\"at work\"],\"again\":\"7\",\"other\":\"NameError\",\"gone\":true,"
            + "\"count\":[{\"text\":\"o\",\"count\":2}],\"ask\":\"answered\",\"listed\":[],\"read\":\"one two\","
            + "\"prompt\":1,\"order\":\"[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19]\","
            + "\"cancelled\":\"given up\",\"after\":\"2\"}";

    private final NodePackages packages = NodePackages.of("newest", "@modelcontextprotocol/client@2.4.0");

    @Test
    void isServedOverStandardInputAndOutput() throws Exception {
        assertThat(run(
                        "stdio",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StdioMain.class.getName()))
                .isEqualTo(EXPECTED);
    }

    @Test
    void isServedOverHttp() throws Exception {
        try (Sessions sessions = Servers.sessions();
                HttpServer http = HttpServer.with(new McpDoor(sessions, SessionOptions.DEFAULT).servlet())) {
            assertThat(run("http", http.url())).isEqualTo(EXPECTED.replaceFirst("\"\\[1, 2, .*?]\"", "false"));
        }
    }

    private String run(String... arguments) throws Exception {
        NodePackages.Output output = packages.runScript(NewestRevisionTest.class, "newest.mjs", arguments);
        assertThat(output.exit()).as(output.err()).isZero();
        return output.out();
    }
}
