package io.github.jupan.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Past;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.SessionOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionStoreTest {

    @TempDir
    private Path folder;

    @Test
    void aTitleThatWasGivenStays() {
        try (SessionStore store = SessionStore.inMemory()) {
            store.create("one", "offline", SessionOptions.DEFAULT, Instant.EPOCH);
            assertThat(store.rename("one", " Sums\n" + "x".repeat(80))).isEqualTo("Sums " + "x".repeat(54) + "…");
            assertThat(store.rename("one", "Sums")).isEqualTo("Sums");
            ObjectNode asked =
                    JsonNodeFactory.instance.objectNode().put("type", "asked").put("text", "What is 1 + 1?");
            store.append("one", new Entry.Asked(asked, Map.of()), Instant.EPOCH);
            assertThat(store.list().getFirst().title()).isEqualTo("Sums");
            assertThatThrownBy(() -> store.rename("none", "Sums"))
                    .isInstanceOf(RequestException.class)
                    .hasMessage("there is no session none");
        }
    }

    @Test
    void refusesTheFileOfANewerVersion() {
        Path file = folder.resolve("sessions.db");
        try (Database newer = new Database(file.toString(), "newer")) {
            newer.update("PRAGMA user_version = 2");
        }
        assertThatThrownBy(() -> SessionStore.open(file).close())
                .isInstanceOf(RequestException.class)
                .hasMessage(file + " was written by a newer jupan; update this one, or move the file away");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Path file = Files.writeString(folder.resolve("sessions.db"), "no database at all, and long enough to tell");
        assertThatThrownBy(() -> SessionStore.open(file).close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot use " + file + " for sessions");
    }

    @Test
    void isForItsOwnersEyesAlone() throws IOException {
        Path file = folder.resolve("deep/er/sessions.db");
        SessionStore.open(file).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void keepsEveryTextAsItIsAndOnlyOnce() throws IOException {
        Path file = folder.resolve("sessions.db");
        String big = "고래 \uD83D\uDE00\u0000".repeat(100_000);
        String lone = "\uDE00\uD83D";
        ObjectNode event =
                JsonNodeFactory.instance.objectNode().put("type", "text").put("text", lone + "\u0000");
        try (SessionStore store = SessionStore.open(file)) {
            for (String id : List.of("a", "b", "c")) {
                store.create(id, "obedient", SessionOptions.DEFAULT, Instant.now());
                store.append(id, new Entry.Attached(Map.of("big", big, "lone", lone)), Instant.now());
                store.append(id, new Entry.Heard(event), Instant.now());
            }
            assertThat(store.entries("b"))
                    .containsExactly(new Entry.Attached(Map.of("big", big, "lone", lone)), new Entry.Heard(event));
            store.remove("a");
            store.remove("b");
            assertThat(store.entries("c")).hasSize(2);
        }
        try (Database database = new Database(file.toString(), "")) {
            assertThat(database.query("SELECT count(*) FROM document", row -> row.getInt(1)))
                    .containsExactly(2);
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
                        new Execution.Cancelled(false, Execution.Output.NONE, java.time.Duration.ZERO),
                        List.of("pay")));
    }
}
