package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.models.OfflineModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StdioDoorTest {

    private static final ServerLimits LIMITS =
            new ServerLimits(100, 64, 32, 16L << 30, 1 << 20, Duration.ofMinutes(5), Duration.ofMinutes(1));
    private static final String LOOP = "\"while True: pass\"";

    private final Sessions sessions =
            new Sessions(new TestModels(new OfflineModel()), new TestSandbox(), List.of(), LIMITS);
    private final PipedOutputStream toServer = new PipedOutputStream();
    private final PipedInputStream fromServer = new PipedInputStream(1 << 16);
    private final TestClient client = new TestClient(this::write);
    private StdioDoor door = new StdioDoor(sessions, PipedInputStream.nullInputStream(), System.out);
    private Thread serving = new Thread();

    @BeforeEach
    void open() throws IOException {
        door = new StdioDoor(
                sessions,
                new PipedInputStream(toServer, 1 << 16),
                new PrintStream(new PipedOutputStream(fromServer), false, StandardCharsets.UTF_8));
        serving = Thread.ofPlatform().start(() -> {
            try {
                door.serve();
            } catch (InterruptedException stopped) {
                throw new AssertionError(stopped);
            }
        });
        Thread.ofPlatform().daemon().start(() -> {
            BufferedReader lines = new BufferedReader(new InputStreamReader(fromServer, StandardCharsets.UTF_8));
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    client.take(line);
                }
            } catch (IOException closed) {
                // The test is over.
            }
        });
    }

    @AfterEach
    void close() throws Exception {
        toServer.close();
        serving.join(Duration.ofMinutes(5));
        assertThat(serving.isAlive()).isFalse();
        sessions.close();
    }

    private void write(String message) {
        try {
            toServer.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            toServer.flush();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String openSession() {
        return client.call("session.open", "{}").get("session").textValue();
    }

    @Test
    void answersAQuestionWithItsEventsBefore() {
        String session = openSession();
        int id = client.ask(
                "session.ask", "{\"session\":\"" + session + "\",\"text\":\"How many r's are in strawberry?\"}");
        List<JsonNode> messages = client.until(message -> message.path("id").asInt() == id);
        JsonNode result = messages.getLast().get("result");
        assertThat(result.get("outcome").textValue()).isEqualTo("answered");
        assertThat(result.get("text").textValue()).isEqualTo("There are 3 r's in \"strawberry\".");
        assertThat(result.get("session").textValue()).isEqualTo(session);
        List<JsonNode> events = messages.subList(0, messages.size() - 1);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.get("method").textValue()).isEqualTo("session.event");
            assertThat(event.has("id")).isFalse();
            assertThat(event.at("/params/session").textValue()).isEqualTo(session);
        });
        assertThat(events.stream().map(event -> event.at("/params/event/type").textValue()))
                .startsWith("asked", "turn_start")
                .contains("run_start", "run")
                .doesNotContain("end");
        JsonNode history = client.call("session.history", "{\"session\":\"" + session + "\"}");
        List<ObjectNode> kept = new ArrayList<>();
        history.get("events").forEach(event -> kept.add((ObjectNode) event));
        assertThat(history.get("total").intValue()).isEqualTo(kept.size()).isLessThanOrEqualTo(events.size() + 1);
        List<ObjectNode> told = events.stream()
                .map(event -> (ObjectNode) event.at("/params/event"))
                .toList();
        assertThat(JoinedEvents.of(kept.subList(0, kept.size() - 1))).isEqualTo(JoinedEvents.of(told));
        JsonNode page = client.call("session.history", "{\"session\":\"" + session + "\",\"from\":1,\"count\":1}");
        assertThat(page.at("/events/0")).isEqualTo(events.get(1).at("/params/event"));
        assertThat(page.get("events")).hasSize(1);
    }

    @Test
    void answersWhileAnotherRequestRunsAndCancelsThatOne() {
        String session = openSession();
        int run = client.ask("sandbox.run", "{\"session\":\"" + session + "\",\"code\":" + LOOP + "}");
        client.event("run_start");
        assertThat(client.call("tokens.split", "[\"ab\"]").get("tokens")).hasSize(2);
        JsonNode busy = client.refused("session.ask", "{\"session\":\"" + session + "\",\"text\":\"What is 2 + 2?\"}");
        assertThat(busy.get("code").intValue()).isEqualTo(-32011);
        assertThat(client.call("session.cancel", "[\"" + session + "\"]")
                        .get("cancelled")
                        .booleanValue())
                .isTrue();
        assertThat(client.answer(run).at("/result/status").textValue()).isEqualTo("cancelled");
        assertThat(client.call("session.cancel", "[\"" + session + "\"]")
                        .get("cancelled")
                        .booleanValue())
                .isFalse();
    }

    @Test
    void cancelsWhatHasHardlyBegun() {
        String session = openSession();
        for (int i = 0; i < 5; i++) {
            int run = client.ask("sandbox.run", "{\"session\":\"" + session + "\",\"code\":" + LOOP + "}");
            client.send("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":" + run + "}}");
            assertThat(client.answer(run).at("/result/status").textValue()).isEqualTo("cancelled");
        }
    }

    @Test
    void cancelsARunWithoutASession() throws InterruptedException {
        for (int pauseMillis : new int[] {0, 0, 0, 500}) {
            int run = client.ask("sandbox.run", "{\"code\":" + LOOP + "}");
            Thread.sleep(pauseMillis);
            client.send("{\"jsonrpc\":\"2.0\",\"method\":\"$/cancelRequest\",\"params\":{\"id\":" + run + "}}");
            assertThat(client.answer(run).at("/result/status").textValue()).isEqualTo("cancelled");
        }
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(client.refused("session.cancel", "[\"x\"]").get("code").intValue())
                .isEqualTo(-32010);
        assertThat(client.refused("$/cancelRequest", "[77]").toString())
                .contains("-32002", "no request of this connection with the id 77");
        assertThat(client.refused("session.open", "{\"model\":\"none\"}").toString())
                .contains("-32003", "there is no model none");
        assertThat(client.refused("session.open", "{\"modle\":\"none\"}").toString())
                .contains("-32602", "there is no parameter modle; there are model, mode, limits, documents");
        assertThat(client.refused("session.open", "{\"limits\":{\"deadline\":1}}")
                        .toString())
                .contains("-32602", "there is no parameter deadline");
        assertThat(client.refused("session.open", "{\"mode\":\"coed\"}").toString())
                .contains("-32602", "mode must be one of direct, think, code");
        assertThat(client.refused("session.ask", "{\"session\":1,\"text\":\"a\"}")
                        .toString())
                .contains("-32602", "session must be a string");
        assertThat(client.refused("session.ask", "[\"a\"]").toString()).contains("-32602", "text is missing");
        assertThat(client.refused("session.ask", "[1,2,3,4,5]").toString()).contains("-32602", "at most 4");
        String session = openSession();
        assertThat(client.refused("session.ask", "[\"" + session + "\",\" \"]").toString())
                .contains("-32002", "the question is empty");
    }

    @Test
    void takesADocumentInParts() {
        String session = openSession();
        assertThat(bind(session, "\"text\":\"가\\ud83d\"").get("length").intValue())
                .isEqualTo(2);
        assertThat(bind(session, "\"text\":\"\\ude00b\",\"offset\":2")
                        .get("length")
                        .intValue())
                .isEqualTo(4);
        JsonNode wrong = client.refused(
                "session.bind", "{\"session\":\"" + session + "\",\"name\":\"d\",\"text\":\"c\",\"offset\":2}");
        assertThat(wrong.toString()).contains("-32002", "the document is 4 long, not 2");
        JsonNode run =
                client.call("sandbox.run", "{\"session\":\"" + session + "\",\"code\":\"ascii(documents['d'])\"}");
        assertThat(run.get("value").textValue()).isEqualTo("\"'\\\\uac00\\\\U0001f600b'\"");
    }

    private JsonNode bind(String session, String rest) {
        return client.call("session.bind", "{\"session\":\"" + session + "\",\"name\":\"d\"," + rest + "}");
    }

    @Test
    void runsAloneWithinItsLimits() {
        JsonNode run = client.call("sandbox.run", "{\"code\":\"len(documents['a'])\",\"documents\":{\"a\":\"각\"}}");
        assertThat(run.get("value").textValue()).isEqualTo("1");
        JsonNode stopped = client.call("sandbox.run", "{\"code\":" + LOOP + ",\"limits\":{\"deadline_ms\":50}}");
        assertThat(stopped.get("limit").textValue()).isEqualTo("time");
    }

    @Test
    void survivesWhateverALineHolds() {
        client.send("[".repeat(100_000));
        assertThat(client.next().at("/error/code").intValue()).isEqualTo(-32700);
        client.send("\"" + "x".repeat(LIMITS.messageBytes()) + "\"");
        assertThat(client.next().toString()).contains("-32600", "a message may have 1048576 bytes");
        client.send("{\"jsonrpc\":\"2.0\",\r\"id\":\"\u2028\",\"method\":\"x\"}\r");
        assertThat(client.next().get("id").textValue()).isEqualTo("\u2028");
        client.send("\r");
        client.send("{\"jsonrpc\":\"2.0\",\"id\":\"\\ud800\",\"method\":\"x\"}");
        assertThat(client.next().get("id").textValue()).isEqualTo("\ud800");
        client.send("{\"jsonrpc\":\"2.0\",\"id\":1.50,\"method\":\"x\"}");
        assertThat(client.next().get("id").toString()).startsWith("1.5");
        client.send("[" + "1,".repeat(1_000) + "1]");
        assertThat(client.next().toString()).contains("-32600", "a batch has 1 to 1000 requests");
    }

    @Test
    void answersHalfALineAtTheEnd() throws Exception {
        toServer.write("{\"jsonrpc\":\"2.0\",\"id\":1,\"meth".getBytes(StandardCharsets.UTF_8));
        toServer.close();
        assertThat(client.next().at("/error/code").intValue()).isEqualTo(-32700);
    }

    @Test
    void finishesWhatRunsWhenTheInputEnds() throws Exception {
        int run = client.ask("sandbox.run", "{\"code\":\"1 + 1\"}");
        toServer.close();
        assertThat(client.answer(run).at("/result/value").textValue()).isEqualTo("2");
    }

    @Test
    void endsWhenItsReaderHasGone() throws Exception {
        String session = openSession();
        client.ask(
                "sandbox.run",
                "{\"session\":\"" + session
                        + "\",\"code\":\"import time\\nfor i in range(400):\\n    print(i)\\n    time.sleep(0.02)\"}");
        client.event("output");
        fromServer.close();
        serving.join(Duration.ofMinutes(5));
        assertThat(serving.isAlive()).isFalse();
        assertThat(sessions.find(session).history().toString()).contains("\"status\":\"cancelled\"");
    }

    @Test
    void takesNothingNewWhenStopped() throws Exception {
        String session = openSession();
        int run = client.ask(
                "sandbox.run", "{\"session\":\"" + session + "\",\"code\":\"import time\\ntime.sleep(0.5)\\n7\"}");
        client.event("run_start");
        door.stop();
        assertThat(client.refused("models.list", "{}").get("code").intValue()).isEqualTo(-32013);
        JsonNode answer = client.answer(run);
        assertThat(answer.at("/result/value").textValue()).as(answer.toString()).isEqualTo("7");
        serving.join(Duration.ofMinutes(5));
        assertThat(serving.isAlive()).isFalse();
    }
}
