package io.github.jupan.server.internal.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.server.McpDoor;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.peer.Json;
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
        refused("nonsense", "null", -32700, "the message is not JSON");
        refused("{\"jsonrpc\":\"2.0\",\"id\":1,", "null", -32700, "the message is not JSON");
        refused("[" + PING.strip() + "]", "null", -32600, "a request is an object");
        refused("[".repeat(1_999), "null", -32700, "a number is longer than 1000 digits, or the nesting deeper");
        refused("{}", "null", -32600, "jsonrpc must be");
        refused("{\"id\":1.5,\"method\":\"ping\",\"jsonrpc\":\"2.0\"}", "1.5", -32600, "an id is a string or a whole");
        refused("\"" + "x".repeat(2_000) + "\"", "null", -32600, "a message may have 2000 bytes");
    }

    /// Who sent it waits for an answer to it.
    @Test
    void answersAMessageThatIsTooLongByItsId() throws IOException {
        String code = run(1, "x".repeat(2_000)).strip();
        refused(code, "1", -32600, "a message may have 2000 bytes");
        String idAtTheEnd = code.replace("\"id\":1,", "").replaceFirst("}$", ",\"id\":\"last\"}");
        refused(idAtTheEnd, "\"last\"", -32600, "a message may have 2000 bytes");
    }

    @Test
    void takesBatchesInTheOneRevisionThatHasThem() throws IOException {
        List<JsonNode> answers = serve(HELLO.replace("2025-11-25", "2025-03-26") + "[" + PING.strip() + ","
                + PING.strip().replace("9", "10") + "]\n");
        assertThat(answers.getLast().toString())
                .isEqualTo(
                        "[{\"jsonrpc\":\"2.0\",\"id\":9,\"result\":{}},{\"jsonrpc\":\"2.0\",\"id\":10,\"result\":{}}]");
    }

    @Test
    void aThousandCallsRunInTheOrderInWhichTheyCame() throws IOException {
        StringBuilder calls = new StringBuilder(HELLO + run(0, "L = []"));
        for (int i = 1; i < 998; i++) {
            calls.append(run(i, "L.append(" + i + ")"));
        }
        List<JsonNode> answers =
                serve(calls + run(998, "L == list(range(1, 998))").strip());
        assertThat(answers.stream().map(each -> each.path("id")).filter(JsonNode::isInt))
                .extracting(JsonNode::intValue)
                .isSorted()
                .hasSize(999);
        assertThat(answers.getLast().at("/result/structuredContent/value").asText())
                .isEqualTo("True");
    }

    /// What is too long for one message.
    @Test
    void textsComeInParts() throws IOException {
        String part = "\"run_python\",\"arguments\":{\"append\":true,\"texts\":{\"t\":\"" + "ab".repeat(500) + "\"},";
        StringBuilder parts = new StringBuilder(HELLO);
        for (int i = 0; i < 5; i++) {
            parts.append(run(i, "").replace("\"run_python\",\"arguments\":{", part));
        }
        assertThat(serve(parts + run(6, "len(documents['t'])").strip())
                        .getLast()
                        .at("/result/structuredContent/value")
                        .asText())
                .isEqualTo("5000");
    }

    @Test
    void answersALineThatIsNotUtf8() throws IOException {
        byte[] bytes = (HELLO + "\"?\"\n" + PING).getBytes(StandardCharsets.UTF_8);
        bytes[HELLO.length() + 1] = (byte) 0xff;
        assertThat(serve(new ByteArrayInputStream(bytes)))
                .anySatisfy(message ->
                        assertThat(message.at("/error/message").asText()).isEqualTo("the message is not UTF-8"))
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
        assertThat(answers.getFirst().at("/error/message").asText()).isEqualTo("send initialize first");
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

    private void refused(String line, String id, int code, String why) throws IOException {
        List<JsonNode> answers = serve(HELLO + line + "\n" + PING);
        assertThat(answers).hasSize(3);
        assertThat(answers.get(1).get("id").toString()).isEqualTo(id);
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
            messages.add(Json.read(line));
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
