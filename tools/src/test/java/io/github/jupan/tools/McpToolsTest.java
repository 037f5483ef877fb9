package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Servers that behave, and servers that do not, as shell scripts.
class McpToolsTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /// For servers that come up, and then hang.
    private static final Duration BRIEF = Duration.ofSeconds(4);

    /// Keeps the request before it answers: afterwards the client may end the server at any time.
    private static final String ANSWER = """
        answer() {
            read -r asked
            echo "$asked" >"${0%/*}/asked"
            id=${asked#*'"id":'}
            printf '{"jsonrpc":"2.0","id":%s,"result":%s}\\n' "${id%%,*}" "$1"
        }
        """;
    private static final String HELLO = answer("{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
            + "\"serverInfo\":{\"name\":\"fake\",\"version\":\"1\"}}");

    private final List<String> notes = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void callsAToolByItsNameAtTheServer() throws IOException {
        String server = script(HELLO, tools("get-sum"), call("{\"content\":[" + text("3") + "]}"));
        try (McpTools tools = open(server)) {
            assertThat(tools.definitions()).extracting(ToolDefinition::name).containsExactly("get_sum");
            assertThat(call(tools)).isEqualTo(ToolResult.ok("3"));
        }
        assertThat(notes).isEmpty();
        assertThat(Files.readString(folder.resolve("asked")))
                .contains("\"name\":\"get-sum\"", "\"arguments\":{\"a\":1}");
    }

    @Test
    void aToolInAnyScriptHasAPlainNameAndItsOwnInPython() throws IOException {
        String server = script(HELLO, tools("날씨"), call("{\"content\":[" + text("3") + "]}"));
        try (McpTools tools = open(server)) {
            assertThat(tools.definitions())
                    .extracting(ToolDefinition::name, ToolDefinition::pythonName)
                    .containsExactly(tuple("tool", "날씨"));
            assertThat(call(tools)).isEqualTo(ToolResult.ok("3"));
        }
        assertThat(notes).containsExactly("the tool 날씨 of " + server + " is called tool here");
        assertThat(Files.readString(folder.resolve("asked"))).contains("\"name\":\"날씨\"");
    }

    @Test
    void aStructuredResultIsJson() throws IOException {
        String server =
                script(HELLO, tools("t"), call("{\"content\":[" + text("x") + "],\"structuredContent\":{\"sum\":3}}"));
        try (McpTools tools = open(server)) {
            assertThat(call(tools)).isEqualTo(ToolResult.json("{\"sum\":3}"));
        }
    }

    @Test
    void whatTheServerCallsAnErrorIsAFailure() throws IOException {
        String server =
                script(HELLO, tools("t"), call("{\"isError\":true,\"content\":[" + text("no such city") + "]}"));
        try (McpTools tools = open(server)) {
            assertThat(call(tools)).isEqualTo(ToolResult.failed("The tool t failed: no such city"));
        }
    }

    @Test
    void saysThatThereWasAnImage() throws IOException {
        String server =
                script(HELLO, tools("t"), call("{\"content\":[" + text("a") + ",{\"type\":\"image\",\"data\":\"\"}]}"));
        try (McpTools tools = open(server)) {
            assertThat(call(tools)).isEqualTo(ToolResult.ok("a\n(image, which cannot be shown here)"));
        }
    }

    @Test
    void namesThatPythonHasAlreadyGetAnother() throws IOException {
        try (McpTools tools = open(script(HELLO, tools("print", "a.b", "a-b", "2nd")))) {
            assertThat(tools.definitions())
                    .extracting(ToolDefinition::name)
                    .containsExactly("print_", "a_b", "a_b_2", "_2nd");
        }
        assertThat(notes).hasSize(2).first().asString().contains("the tool print of sh ", " is called print_ here");
    }

    @Test
    void aServerThatDiesFailsTheCall() throws IOException {
        String died = "\"${0%/*}/died\"";
        try (McpTools tools = open(
                script("[ -e " + died + " ] && exit 1", HELLO, tools("t"), "read -r _; touch " + died + "; exit 1"))) {
            assertThat(call(tools).text()).startsWith("The tool t failed: ").contains("it has ended");
            assertThat(call(tools))
                    .isEqualTo(ToolResult.failed("The tool t cannot be used any more: its server has ended."));
        }
    }

    @Test
    void aServerThatDiedIsStartedAgainForTheNextCall() throws IOException {
        String died = "\"${0%/*}/died\"";
        String second = "if [ -e " + died + " ]; then\n" + HELLO + "\nread -r _\n"
                + call("{\"content\":[" + text("here again") + "]}") + "\nfi";
        try (McpTools tools = open(script(second, HELLO, tools("t"), "read -r _; touch " + died + "; exit 1"))) {
            assertThat(call(tools).text()).startsWith("The tool t failed: ").contains("it has ended");
            assertThat(call(tools)).isEqualTo(ToolResult.ok("here again"));
        }
    }

    @Test
    void resourcesAndLinksAreNotLost() throws IOException {
        String parts = "{\"type\":\"resource\",\"resource\":{\"uri\":\"file:///a\",\"text\":\"its text\"}},"
                + "{\"type\":\"resource\",\"resource\":{\"uri\":\"file:///b.zip\",\"blob\":\"AA==\"}},"
                + "{\"type\":\"resource_link\",\"name\":\"c\",\"uri\":\"file:///c\"}";
        try (McpTools tools = open(script(HELLO, tools("t"), call("{\"content\":[" + parts + "]}")))) {
            assertThat(call(tools))
                    .isEqualTo(ToolResult.ok("its text\n(file:///b.zip, which is no text and cannot be shown here)\n"
                            + "[c](file:///c)"));
        }
    }

    @Test
    void aToolThatCannotBeUsedIsLeftOutWithALineAndTheOthersAreThere() throws IOException {
        String listed = answer("{\"tools\":[{\"name\":\"bare\"},"
            + "{\"name\":\"task\",\"inputSchema\":{\"type\":\"object\"},\"execution\":{\"taskSupport\":\"required\"}},"
            + "{\"name\":\"good\",\"inputSchema\":{\"type\":\"object\"}}]}");
        String server = script(HELLO, "read -r _\n" + listed);
        try (McpTools tools = open(server)) {
            assertThat(tools.definitions()).extracting(ToolDefinition::name).containsExactly("bare", "good");
        }
        assertThat(notes)
                .containsExactly("a tool of " + server
                        + " is left out, task: it can only be called as a task, which jupan does not");
    }

    @Test
    void aSchemaThatIsNotUnderstoodCostsItsToolAlone() throws IOException {
        String listed = answer("{\"tools\":[{\"name\":\"odd\",\"inputSchema\":{\"type\":\"object\",\"properties\":"
                + "{\"a\":{\"type\":\"no such type\"}}}},{\"name\":\"good\",\"inputSchema\":{\"type\":\"object\"}}]}");
        String server = script(HELLO, "read -r _\n" + listed, listed, listed);
        try (McpTools tools = open(server)) {
            assertThat(tools.definitions()).extracting(ToolDefinition::name).containsExactly("good");
        }
        assertThat(notes).containsExactly("a tool of " + server + " is left out, odd: its schema is not understood");
    }

    @Test
    void aServerThatHangsFailsTheCall() throws IOException {
        try (McpTools tools = open(BRIEF, script(HELLO, tools("t"), "while read -r _; do :; done"))) {
            assertThat(call(tools)).isEqualTo(ToolResult.failed("The tool t did not answer within 4 s."));
        }
    }

    @Test
    void aServerThatDoesNotReadFailsTheCall() throws IOException {
        try (McpTools tools = open(BRIEF, script(HELLO, tools("t"), "exec sleep 60"))) {
            String long_ = "{\"a\":\"" + "x".repeat(1 << 20) + "\"}";
            assertThat(tools.definitions().getFirst().tool().call(long_))
                    .isEqualTo(ToolResult.failed("The tool t did not answer within 4 s."));
        }
    }

    @Test
    void aServerThatCannotBeUsedIsSaidSoInOneLine() throws IOException {
        refused("no-such-command --at all", "the MCP server no-such-command --at all cannot be used: ");
        refused("false", "the MCP server false cannot be used: it has ended");
        refused("http://127.0.0.1:1/mcp", "the MCP server http://127.0.0.1:1/mcp cannot be used: nobody listens there");
        silent(script("exec sleep 60"));
        silent(script("echo nonsense; exec sleep 60"));
        silent(script(HELLO, "exec sleep 60"));
        refused(" ", "an MCP server is a command or an address, and this one is empty");
    }

    private void silent(String server) {
        refused(Duration.ofMillis(300), server, "cannot be used: it does not answer");
    }

    private void refused(String server, String why) {
        refused(PATIENCE, server, why);
    }

    private void refused(Duration patience, String server, String why) {
        assertThatThrownBy(() -> open(patience, server))
                .isInstanceOf(McpServerException.class)
                .message()
                .contains(why)
                .hasLineCount(1);
    }

    private McpTools open(String server) {
        return open(PATIENCE, server);
    }

    private McpTools open(Duration patience, String server) {
        return McpTools.of(List.of(server), notes::add, patience);
    }

    private static ToolResult call(McpTools tools) {
        return tools.definitions().getFirst().tool().call("{\"a\":1}");
    }

    private String script(String... steps) throws IOException {
        Path file = Files.createTempFile(folder, "server", ".sh");
        Files.writeString(file, ANSWER + String.join("\n", steps) + "\nwhile read -r _; do :; done\n");
        return "sh '" + file + "'";
    }

    private static String tools(String... names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            all.add("{\"name\":\"" + name + "\",\"inputSchema\":{\"type\":\"object\",\"properties\":"
                    + "{\"a\":{\"type\":\"integer\"}}}}");
        }
        // The notification that the client is ready comes first.
        return "read -r _\n" + answer("{\"tools\":[" + String.join(",", all) + "]}");
    }

    private static String call(String result) {
        return answer(result);
    }

    private static String text(String text) {
        return "{\"type\":\"text\",\"text\":\"" + text + "\"}";
    }

    private static String answer(String result) {
        return "answer '" + result + "'";
    }
}
