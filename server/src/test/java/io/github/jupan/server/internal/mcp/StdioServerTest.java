package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.server.McpDoor;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What clients send that no SDK would.
@Timeout(600)
class StdioServerTest {

    private static final String HELLO = """
        {"jsonrpc":"2.0","id":"hello","method":"initialize","params":{"protocolVersion":"2025-11-25",\
        "capabilities":{},"clientInfo":{"name":"t","version":"1"}}}
        {"jsonrpc":"2.0","method":"notifications/initialized"}
        """;
    private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":9,\"method\":\"ping\"}\n";

    private final Sessions sessions = Servers.sessions(4, 2_000);

    @AfterEach
    void closeSessions() {
        assertThat(sessions.list()).as("sessions of a client that has left").isEmpty();
        sessions.close();
    }

    @Test
    void answersWhatIsNoMessageAndGoesOn() throws IOException {
        refused("nonsense", -32700, "the line is not JSON");
        refused("{\"jsonrpc\":\"2.0\",\"id\":1,", -32700, "the line is not JSON");
        refused("[" + PING.strip() + "]", -32600, "the line is no JSON-RPC 2.0 request, notification or response");
        refused("[".repeat(1_999), -32600, "the line is no JSON-RPC 2.0 request, notification or response");
        refused("{}", -32600, "the line is no JSON-RPC 2.0 request, notification or response");
        refused("{\"id\":1.5,\"method\":\"ping\",\"jsonrpc\":\"2.0\"}", -32600, "the line is no JSON-RPC 2.0 request");
        refused("\"" + "x".repeat(2_000) + "\"", -32600, "the message is too long: at most 2000 bytes");
    }

    @Test
    void answersALineThatIsNotUtf8() throws IOException {
        byte[] bytes = (HELLO + "\"?\"\n" + PING).getBytes(StandardCharsets.UTF_8);
        bytes[HELLO.length() + 1] = (byte) 0xff;
        assertThat(serve(new ByteArrayInputStream(bytes)))
                .anySatisfy(message ->
                        assertThat(message.at("/error/message").asText()).isEqualTo("the line is not UTF-8"))
                .last()
                .satisfies(StdioServerTest::isPong);
    }

    @Test
    void answersAnIdWithItsType() throws IOException {
        for (String id : List.of("7", "\"7\"", "9007199254740993", "\"\"")) {
            assertThat(serve(HELLO + "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/list\"}\n")
                            .getLast()
                            .get("id")
                            .toString())
                    .isEqualTo(id);
        }
    }

    @Test
    void wantsToBeGreetedFirst() throws IOException {
        List<JsonNode> answers = serve("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n" + PING);
        assertThat(answers.getFirst().at("/error/message").asText())
                .isEqualTo("send initialize and notifications/initialized first");
        isPong(answers.getLast());
    }

    @Test
    void answersAllThatWasAskedBeforeTheEndOfInput() throws IOException {
        String last = run(2, "'late'");
        List<JsonNode> answers = serve(HELLO + run(1, "6 * 7") + last.strip());
        assertThat(answers)
                .extracting(each -> each.at("/result/structuredContent/value").asText())
                .contains("42", "'late'");
    }

    /// A model sends several calls at once, of which the later ones use what the earlier ones set.
    @Test
    void callsInOneSessionRunInTheOrderInWhichTheyCame() throws IOException {
        StringBuilder calls = new StringBuilder(HELLO + run(1, "import time; L = []; time.sleep(0.5)"));
        for (int i = 2; i < 30; i++) {
            calls.append(run(i, "L.append(" + i + ")"));
        }
        List<JsonNode> answers =
                serve(calls + run(30, "L == list(range(2, 30))").strip());
        assertThat(answers)
                .filteredOn(each -> each.path("id").asText().equals("30"))
                .extracting(each -> each.at("/result/structuredContent/value").asText())
                .containsExactly("True");
    }

    @Test
    void twoCallsOfOneIdHoldNobodyUp() throws IOException {
        List<JsonNode> answers = serve(
                HELLO + run(1, "x = 1") + run(1, "y = 2") + run(2, "x + y").strip());
        assertThat(answers)
                .filteredOn(each -> each.path("id").asText().equals("2"))
                .extracting(each -> each.at("/result/structuredContent/value").asText())
                .containsExactly("3");
    }

    @Test
    void aCancelledRunEndsWithoutAnAnswer() throws Exception {
        List<JsonNode> answers = converse(
                HELLO + run(1, "print('under way')\\nwhile True: pass"),
                "under way",
                cancel(1) + cancel(1) + cancel(77) + run(2, "'next'"));
        assertThat(answers)
                .noneMatch(each -> each.path("id").asInt() == 1)
                .anySatisfy(each -> assertThat(
                                each.at("/result/structuredContent/value").asText())
                        .isEqualTo("'next'"));
    }

    @Test
    void aCallThatWaitsForItsTurnCanBeCancelled() throws Exception {
        List<JsonNode> answers = converse(
                HELLO + run(1, "print('under way')\\nwhile True: pass"),
                "under way",
                run(2, "'never'") + cancel(2) + cancel(1) + run(3, "'next'"));
        assertThat(answers)
                .filteredOn(each -> each.has("result"))
                .extracting(each -> each.path("id").asText())
                .containsExactly("hello", "3");
    }

    @Test
    void goesOnAfterANotificationThatIsNotForIt() throws IOException {
        String roots = "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/roots/list_changed\"}\n";
        List<JsonNode> answers = serve(HELLO + roots + PING);
        assertThat(answers).hasSize(2);
        isPong(answers.getLast());
    }

    @Test
    void endsWhatRunsWhenTheClientNoLongerReads() {
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("the reader has gone");
            }
        };
        String input = HELLO + run(1, "while True: pass");
        new McpDoor(sessions, SessionOptions.DEFAULT)
                .serve(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), closed);
    }

    private void refused(String line, int code, String why) throws IOException {
        List<JsonNode> answers = serve(HELLO + line + "\n" + PING);
        assertThat(answers).hasSize(3);
        assertThat(answers.get(1).has("id")).isFalse();
        assertThat(answers.get(1).at("/error/code").asInt()).isEqualTo(code);
        assertThat(answers.get(1).at("/error/message").asText()).startsWith(why);
        isPong(answers.getLast());
    }

    private static void isPong(JsonNode message) {
        assertThat(message.toString()).isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}}");
    }

    private List<JsonNode> serve(String input) throws IOException {
        return serve(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
    }

    private List<JsonNode> serve(java.io.InputStream input) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new McpDoor(sessions, SessionOptions.DEFAULT).serve(input, out);
        return messages(out.toString(StandardCharsets.UTF_8));
    }

    /// Sends the second part when the answers to the first contain a text.
    private List<JsonNode> converse(String first, String sign, String second) throws Exception {
        StringBuilder seen = new StringBuilder();
        PipedOutputStream to = new PipedOutputStream();
        try (PipedInputStream in = new PipedInputStream(to, 1 << 16)) {
            to.write(first.getBytes(StandardCharsets.UTF_8));
            OutputStream out = new OutputStream() {
                private boolean sent;

                @Override
                public void write(int b) {
                    throw new IllegalStateException("messages are written whole");
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    String message = new String(bytes, offset, length, StandardCharsets.UTF_8);
                    seen.append(message);
                    if (!sent && message.contains("notifications/progress") && message.contains(sign)) {
                        sent = true;
                        to.write(second.getBytes(StandardCharsets.UTF_8));
                        to.close();
                    }
                }
            };
            new McpDoor(sessions, SessionOptions.DEFAULT).serve(in, out);
        }
        return messages(seen.toString());
    }

    private static List<JsonNode> messages(String lines) throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        for (String line : lines.split("\n")) {
            messages.add(Tool.JSON.readTree(line));
        }
        return messages;
    }

    private static String run(int id, String code) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"_meta\":"
                + "{\"progressToken\":" + id + "},\"name\":\"run_python\",\"arguments\":{\"code\":\"" + code
                + "\"}}}\n";
    }

    private static String cancel(int id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":" + id + "}}\n";
    }
}
