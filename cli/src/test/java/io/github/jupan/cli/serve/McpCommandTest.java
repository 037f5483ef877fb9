package io.github.jupan.cli.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.cli.Program;
import java.io.IOException;
import org.junit.jupiter.api.Test;

public class McpCommandTest {

    public static final String HELLO = """
        {"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},\
        "clientInfo":{"name":"t","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}
        """;

    @Test
    void writesMessagesAloneAndEndsWithItsInput() throws IOException {
        Program.Result result = new Program()
                .in(HELLO
                        + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"run_python\","
                        + "\"arguments\":{\"code\":\"6 * 7\"}}}\n")
                .run("mcp", "--model", "offline", "--deadline", "60s");
        assertThat(result.exit()).isZero();
        assertThat(result.err()).isEmpty();
        for (String line : result.outLines()) {
            assertThat(new ObjectMapper().readTree(line).path("jsonrpc").asText())
                    .isEqualTo("2.0");
        }
        assertThat(result.outLines()).hasSize(2).last().asString().contains("\"value\":\"42\"");
    }

    @Test
    void runsNothingWhereTheUserCannotBeAsked() {
        Program.Result result = new Program()
                .in(HELLO
                        + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"run_python\","
                        + "\"arguments\":{\"code\":\"6 * 7\"}}}\n")
                .run("mcp", "--model", "offline", "--ask-permission");
        assertThat(result.outLines()).last().asString().contains("\"isError\":true", "has not declared elicitation");
    }

    @Test
    void anEmptyInputIsFine() {
        Program.Result result = new Program().run("mcp");
        assertThat(result.exit()).isZero();
        assertThat(result.out()).isEmpty();
    }

    @Test
    void aServerThatCannotBeUsedIsOneLine() {
        for (String command : new String[] {"ask", "mcp"}) {
            Program.Result result = new Program().run(command, "--mcp", "no-such-command");
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.out()).isEmpty();
            assertThat(result.err()).hasLineCount(1);
        }
        assertThat(new Program()
                        .run("ask", "--mcp", "no-such-command", "--json", "x")
                        .out())
                .contains("\"kind\":\"usage\"", "the MCP server no-such-command cannot be used: ");
    }
}
