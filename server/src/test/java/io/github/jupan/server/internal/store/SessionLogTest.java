package io.github.jupan.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Past;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.store.Hold;
import io.github.jupan.server.store.SessionStore;
import io.github.jupan.server.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
class SessionLogTest {

    @TempDir
    private Path folder;

    @Test
    void keepsEveryTextAsItIsAndOnlyOnce() {
        String big = "고래 \uD83D\uDE00\u0000".repeat(100_000);
        String lone = "\uDE00\uD83D";
        ObjectNode event = text("text", lone + "\u0000");
        try (SessionLog log = log()) {
            for (String id : List.of("a", "b", "c")) {
                Writing writing = log.write(log.create(id, "obedient", SessionOptions.DEFAULT), () -> {});
                writing.keep(new Entry.Attached(Map.of("big", big, "lone", lone)));
                writing.keep(new Entry.Heard(event));
                writing.check();
            }
            assertThat(log.entries("b"))
                    .containsExactly(new Entry.Attached(Map.of("big", big, "lone", lone)), new Entry.Heard(event));
            log.remove("a");
            log.remove("b");
            assertThat(log.entries("c")).hasSize(2);
        }
        try (Database database = new Database(file().toString(), "")) {
            assertThat(database.query("SELECT count(*) FROM document", row -> row.getInt(1)))
                    .containsExactly(2);
        }
    }

    @Test
    void whatCameInPiecesIsOneRowAndTheSameText() {
        try (SessionLog log = log()) {
            Hold hold = log.create("a", "obedient", SessionOptions.DEFAULT);
            Writing writing = log.write(hold, () -> {});
            for (int i = 0; i < 1_000; i++) {
                writing.hear(text("thinking", "t" + i + " "));
            }
            for (int i = 0; i < 1_000; i++) {
                writing.hear(text("text", "x" + i + " "));
            }
            writing.hear(text("output", "1").put("run", 1).put("stream", "stdout"));
            writing.hear(text("output", "2").put("run", 1).put("stream", "stderr"));
            writing.keep(new Entry.Failed());
            List<ObjectNode> events = log.events("a");
            assertThat(String.join("", texts(events, "thinking")))
                    .startsWith("t0 t1 ")
                    .endsWith("t999 ");
            assertThat(String.join("", texts(events, "text")))
                    .startsWith("x0 x1 ")
                    .endsWith("x999 ");
            assertThat(texts(events, "output")).containsExactly("1", "2");
            assertThat(events)
                    .as("far fewer rows than pieces, however slow the machine")
                    .hasSizeLessThan(1_000);
        }
    }

    @Test
    void textIsKeptSoonThoughNothingFollows() {
        try (SessionLog log = log()) {
            Writing writing = log.write(log.create("a", "obedient", SessionOptions.DEFAULT), () -> {});
            writing.hear(text("text", "half a sent"));
            long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
            while (log.events("a").isEmpty()) {
                assertThat(System.nanoTime()).isLessThan(end);
                LockSupport.parkNanos(1_000_000);
            }
            writing.hear(text("text", "ence"));
            writing.keep(new Entry.Failed());
            assertThat(String.join("", texts(log.events("a"), "text"))).isEqualTo("half a sentence");
        }
    }

    @Test
    void whatIsLeftIsWrittenAtTheEnd() {
        try (SessionLog log = log()) {
            log.write(log.create("a", "obedient", SessionOptions.DEFAULT), () -> {})
                    .hear(text("text", "the last words"));
        }
        try (SessionStore store = SqliteStore.open(file())) {
            assertThat(store.events("a", 0, 9).events())
                    .singleElement()
                    .asString()
                    .contains("the last words");
        }
    }

    /// A history has no holes: after the piece that could not be written, nothing is.
    @Test
    void whatComesAfterAFailureIsNotKept() {
        try (SessionLog log = log();
                Database other = new Database(file().toString(), "other")) {
            Cancellation cancelled = new Cancellation();
            Writing writing = log.write(log.create("a", "obedient", SessionOptions.DEFAULT), cancelled::cancel);
            writing.keep(new Entry.Heard(text("turn_start", "")));
            other.update("BEGIN EXCLUSIVE");
            writing.hear(text("text", "lost"));
            long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
            while (!cancelled.isRequested()) {
                assertThat(System.nanoTime()).isLessThan(end);
                LockSupport.parkNanos(1_000_000);
            }
            other.update("COMMIT");
            writing.hear(text("text", "later"));
            writing.keep(new Entry.Failed());
            assertThatThrownBy(writing::check)
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("database is locked");
            assertThat(log.entries("a")).containsExactly(new Entry.Heard(text("turn_start", "")));
        }
    }

    @Test
    void whoeverLostTheSessionIsTold() {
        try (SessionLog log = log()) {
            Hold hold = log.create("a", "obedient", SessionOptions.DEFAULT);
            log.hold("a");
            Writing writing = log.write(hold, () -> {});
            writing.keep(new Entry.Failed());
            assertThatThrownBy(writing::check)
                    .isInstanceOf(RequestException.class)
                    .hasMessage("session a was taken over by another process");
        }
    }

    @Test
    void aTitleIsOneLineAndNotTooLong() {
        try (SessionLog log = log()) {
            log.create("a", "obedient", SessionOptions.DEFAULT);
            assertThat(log.rename("a", " Sums\n" + "x".repeat(80))).isEqualTo("Sums " + "x".repeat(54) + "…");
            assertThat(log.summary("a").title()).startsWith("Sums xx");
            assertThatThrownBy(() -> log.rename("none", "Sums"))
                    .isInstanceOf(RequestException.class)
                    .hasMessage("there is no session none");
        }
    }

    @Test
    void aRunWithoutAnEndCountsAsCancelled() {
        ObjectNode start = JsonNodeFactory.instance.objectNode().put("type", "run_start");
        start.put("run", 7).put("code", "pay()");
        ObjectNode tool = JsonNodeFactory.instance.objectNode().put("type", "tool_start");
        tool.put("name", "pay");
        assertThat(PastReader.read(List.of(new Entry.Heard(start), new Entry.Heard(tool))))
                .containsExactly(new Past.Ran(
                        7,
                        "pay()",
                        new Execution.Cancelled(false, Execution.Output.NONE, Duration.ZERO),
                        List.of("pay")));
    }

    private SessionLog log() {
        return new SessionLog(SqliteStore.open(file()));
    }

    private Path file() {
        return folder.resolve("sessions.db");
    }

    private static ObjectNode text(String type, String text) {
        return JsonNodeFactory.instance.objectNode().put("type", type).put("text", text);
    }

    private static List<String> texts(List<ObjectNode> events, String type) {
        return events.stream()
                .filter(event -> event.path("type").asText().equals(type))
                .map(event -> event.path("text").asText())
                .toList();
    }
}
