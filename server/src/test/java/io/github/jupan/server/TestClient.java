package io.github.jupan.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// A client for tests: keeps what it is sent until somebody looks.
public final class TestClient {

    public static final ObjectMapper JSON = new ObjectMapper();

    private final BlockingQueue<JsonNode> inbox = new LinkedBlockingQueue<>();
    private final Consumer<String> send;
    private int lastId;

    /// @param send sends one message to the server
    public TestClient(Consumer<String> send) {
        this.send = send;
    }

    /// Takes one message from the server.
    public void take(String message) {
        inbox.add(read(message));
    }

    public void send(String message) {
        send.accept(message);
    }

    /// Sends a request and gives its id.
    public int ask(String method, String params) {
        int id = ++lastId;
        send("{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}".formatted(id, method, params));
        return id;
    }

    /// Sends a request and gives its result; notifications before it are dropped.
    public JsonNode call(String method, String params) {
        JsonNode answer = answer(ask(method, params));
        assertThat(answer.has("result")).as(answer.toString()).isTrue();
        return answer.get("result");
    }

    /// Sends a request and gives its error.
    public JsonNode refused(String method, String params) {
        JsonNode answer = answer(ask(method, params));
        assertThat(answer.has("error")).as(answer.toString()).isTrue();
        return answer.get("error");
    }

    public JsonNode answer(int id) {
        return until(message -> message.path("id").asInt() == id).getLast();
    }

    public JsonNode next() {
        try {
            JsonNode message = inbox.poll(5, TimeUnit.MINUTES);
            assertThat(message).as("a message within a minute").isNotNull();
            return message;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /// All messages up to the first of that kind.
    public List<JsonNode> until(Predicate<JsonNode> last) {
        List<JsonNode> messages = new ArrayList<>();
        do {
            messages.add(next());
        } while (!last.test(messages.getLast()));
        return messages;
    }

    public JsonNode event(String type) {
        return until(message -> message.at("/params/event/type").asText().equals(type))
                .getLast();
    }

    public static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException broken) {
            throw new UncheckedIOException(text, broken);
        }
    }
}
