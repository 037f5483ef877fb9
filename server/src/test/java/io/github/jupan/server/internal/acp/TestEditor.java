package io.github.jupan.server.internal.acp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.AcpDoor;
import io.github.jupan.server.internal.acp.AcpTranscript.From;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// An editor at the other end of a door, whose every message is checked.
final class TestEditor implements AutoCloseable {

    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();
    private static final long PATIENCE_SECONDS = 300;

    /// What is about the session, and not of what happens in it.
    private static final Set<String> ABOUT =
            Set.of("usage_update", "session_info_update", "available_commands_update", "config_option_update");

    final AcpTranscript transcript = new AcpTranscript();
    private final OutputStream toAgent;
    private final BlockingQueue<String> fromAgent = new LinkedBlockingQueue<>();
    private final List<JsonNode> updates = new ArrayList<>();
    private final List<JsonNode> told = new ArrayList<>();
    private final Thread door;
    private int requests;
    private volatile boolean gone;

    TestEditor(AcpDoor door) throws IOException {
        Pipe pipe = Pipe.open();
        toAgent = Channels.newOutputStream(pipe.sink());
        this.door = Thread.ofPlatform().name("door").start(() -> {
            door.serve(Channels.newInputStream(pipe.source()), new Lines());
        });
    }

    String initialized() throws Exception {
        request("initialize", "{'protocolVersion':1}");
        return request("session/new", "{'cwd':'/','mcpServers':[]}")
                .path("result")
                .path("sessionId")
                .asText();
    }

    JsonNode request(String method, String params) throws Exception {
        return response(send(method, params));
    }

    JsonNode prompt(String session, String text) throws Exception {
        return response(sendPrompt(session, text));
    }

    int sendPrompt(String session, String text) throws Exception {
        return send("session/prompt", prompting(session, text));
    }

    /// Both in one piece, so that they are read in one go.
    int sendPromptAndCancel(String session, String text) throws Exception {
        int id = ++requests;
        String prompt = message("session/prompt", prompting(session, text))
                .put("id", id)
                .toString();
        transcript.add(From.EDITOR, prompt);
        line(prompt + "\n" + message("session/cancel", "{'sessionId':'" + session + "'}"));
        return id;
    }

    private static String prompting(String session, String text) throws IOException {
        return "{'sessionId':'" + session + "','prompt':[{'type':'text','text':" + JSON.writeValueAsString(text)
                + "}]}";
    }

    int send(String method, String params) throws IOException {
        int id = ++requests;
        line(From.EDITOR, message(method, params).put("id", id).toString());
        return id;
    }

    void cancel(String session) throws IOException {
        line(
                From.EDITOR,
                message("session/cancel", "{'sessionId':'" + session + "'}").toString());
    }

    void answer(JsonNode request, String result) throws IOException {
        reply(request, "result", result);
    }

    void reply(JsonNode request, String field, String value) throws IOException {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0");
        message.set("id", request.path("id"));
        message.set(field, read(value));
        line(From.EDITOR, message.toString());
    }

    /// A line that need not be a message.
    void line(String line) throws IOException {
        toAgent.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        toAgent.flush();
    }

    private void line(From from, String line) throws IOException {
        transcript.add(from, line);
        line(line);
    }

    /// Closes the end that it reads from, and keeps the other open.
    void stopReading() {
        gone = true;
    }

    /// The answer to a request; updates on the way are kept.
    JsonNode response(int id) throws InterruptedException {
        JsonNode message = next();
        assertThat(message.path("id").asInt()).as(message.toString()).isEqualTo(id);
        return message;
    }

    /// The next message that is no update.
    JsonNode next() throws InterruptedException {
        while (true) {
            String line = fromAgent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            JsonNode message = transcript.add(From.AGENT, Objects.requireNonNull(line, "no message"));
            if (!message.path("method").asText().equals("session/update")) {
                return message;
            }
            updates.add(message.path("params").path("update"));
        }
    }

    /// Reads updates until one of this kind has come.
    void awaitUpdate(String kind, String status) throws InterruptedException {
        while (updates.stream()
                .noneMatch(update -> update.path("sessionUpdate").asText().equals(kind)
                        && update.path("status").asText().equals(status))) {
            String line = fromAgent.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            JsonNode message = transcript.add(From.AGENT, Objects.requireNonNull(line, "no message"));
            assertThat(message.path("method").asText()).as(line).isEqualTo("session/update");
            updates.add(message.path("params").path("update"));
        }
    }

    /// What the editor shows: kinds and texts, in short; the updates so far are forgotten.
    List<String> shown() {
        List<String> shown = new ArrayList<>();
        for (JsonNode update : updates) {
            if (ABOUT.contains(update.path("sessionUpdate").asText())) {
                told.add(update);
                continue;
            }
            StringBuilder line = new StringBuilder(update.path("sessionUpdate").asText());
            for (String field : List.of("toolCallId", "status", "currentModeId")) {
                if (update.has(field)) {
                    line.append(' ').append(update.path(field).asText());
                }
            }
            for (JsonNode text : update.findValues("text")) {
                line.append(" | ").append(text.asText().replace("\n", "\\n"));
            }
            shown.add(line.toString());
        }
        updates.clear();
        return shown;
    }

    /// What was told about a session so far.
    List<JsonNode> told(String kind) {
        shown();
        return told.stream()
                .filter(each -> each.path("sessionUpdate").asText().equals(kind))
                .toList();
    }

    private static ObjectNode message(String method, String params) throws IOException {
        ObjectNode message = JSON.createObjectNode().put("jsonrpc", "2.0").put("method", method);
        message.set("params", read(params));
        return message;
    }

    private static JsonNode read(String json) throws IOException {
        return JSON.readTree(json);
    }

    /// Ends the input, and waits for the door to end.
    @Override
    public void close() throws IOException {
        toAgent.close();
        try {
            assertThat(door.join(java.time.Duration.ofSeconds(PATIENCE_SECONDS)))
                    .as("the door ends at the end of input")
                    .isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private final class Lines extends OutputStream {
        private final ByteArrayOutputStream line = new ByteArrayOutputStream();

        @Override
        public synchronized void write(int b) throws IOException {
            if (gone) {
                throw new IOException("Broken pipe");
            }
            if (b == '\n') {
                fromAgent.add(line.toString(StandardCharsets.UTF_8));
                line.reset();
            } else {
                line.write(b);
            }
        }
    }
}
