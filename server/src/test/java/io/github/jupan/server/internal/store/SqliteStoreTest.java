package io.github.jupan.server.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.server.RequestException;
import io.github.jupan.server.store.Hold;
import io.github.jupan.server.store.SessionStore;
import io.github.jupan.server.store.SessionStoreContract;
import io.github.jupan.server.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends SessionStoreContract {

    /// The tables as version 1 made them.
    private static final List<String> VERSION_1 = List.of(
            "CREATE TABLE session (key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, model TEXT NOT NULL,"
                    + " options TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', questions INTEGER NOT NULL DEFAULT 0,"
                    + " created INTEGER NOT NULL, used INTEGER NOT NULL,"
                    + " holder TEXT, holder_pid INTEGER, holder_started INTEGER)",
            "CREATE TABLE entry (number INTEGER PRIMARY KEY,"
                    + " session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,"
                    + " kind TEXT NOT NULL, event TEXT, more TEXT)",
            "CREATE INDEX entry_session ON entry (session, number)",
            "CREATE TABLE document (hash TEXT PRIMARY KEY, form TEXT NOT NULL, text BLOB NOT NULL)",
            "CREATE TABLE mention (session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,"
                    + " hash TEXT NOT NULL REFERENCES document, PRIMARY KEY (session, hash))",
            "INSERT INTO session VALUES (1, 'old', 'm', '{}', 'asked long ago', 1, 5, 6, 'gone', 1, 1)",
            "INSERT INTO entry VALUES (1, 1, 'event', '{1}', NULL)",
            "PRAGMA user_version = 1");

    @TempDir
    private Path folder;

    @Override
    protected SessionStore open() {
        return SqliteStore.open(file());
    }

    private Path file() {
        return folder.resolve("sessions.db");
    }

    @Test
    void theFileOfVersion1IsTakenOver() {
        try (Database old = new Database(file().toString(), "old")) {
            VERSION_1.forEach(old::update);
        }
        for (int time = 2; time < 4; time++) {
            try (SessionStore store = open()) {
                Hold hold = store.hold("old");
                assertThat(store.append(List.of(batch(hold, row(time))))).isEmpty();
            }
        }
        try (SessionStore store = open()) {
            assertThat(store.rows("old")).containsExactly(row(1), row(2), row(3));
            assertThat(store.list())
                    .singleElement()
                    .satisfies(session -> assertThat(session.title()).isEqualTo("asked long ago"));
        }
    }

    @Test
    void refusesTheFileOfANewerVersion() {
        try (Database newer = new Database(file().toString(), "newer")) {
            newer.update("PRAGMA user_version = 3");
        }
        assertThatThrownBy(() -> open().close())
                .isInstanceOf(RequestException.class)
                .hasMessage(file() + " was written by a newer jupan; update this one, or move the file away");
    }

    @Test
    void refusesAFileThatIsNoDatabase() throws IOException {
        Files.writeString(file(), "no database at all, and long enough to tell");
        assertThatThrownBy(() -> open().close())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("cannot use " + file() + " for sessions");
    }

    @Test
    void isForItsOwnersEyesAlone() throws IOException {
        Path file = folder.resolve("deep/er/sessions.db");
        SqliteStore.open(file).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatIsInMemoryIsASessionsStoreAsWell() {
        try (SessionStore store = SqliteStore.inMemory()) {
            Hold hold = store.create("a", "m", "{}", Instant.now());
            store.append(List.of(batch(hold, row(1))));
            assertThat(store.rows("a")).containsExactly(row(1));
            assertThat(store.list()).hasSize(1);
        }
    }

    /// Reading waits neither for another program that writes nor for the store's own writer; writing says why
    /// it cannot.
    @Test
    void aLockedFileIsReadAndHasItsLine() {
        try (SessionStore store = open();
                Database other = new Database(file().toString(), "other")) {
            Hold hold = store.create("a", "m", "{}", Instant.now());
            store.append(List.of(batch(hold, row(1))));
            other.update("BEGIN EXCLUSIVE");
            assertThat(store.rows("a")).containsExactly(row(1));
            assertThat(store.list()).hasSize(1);
            assertThatThrownBy(() -> store.append(List.of(batch(hold, row(2)))))
                    .isInstanceOf(StoreException.class)
                    .hasMessage(
                            "cannot use " + file() + " for sessions: database is locked by another program; try again");
            other.update("COMMIT");
            store.append(List.of(batch(hold, row(3))));
            assertThat(store.rows("a")).containsExactly(row(1), row(3));
        }
    }

    @Test
    void aFullDiskHasItsLine() {
        try (SessionStore store = open()) {
            Hold hold = store.create("a", "m", "{}", Instant.now());
            ((SqliteStore) store).bound(20);
            assertThatThrownBy(() -> store.append(List.of(
                            batch(hold, new io.github.jupan.server.store.Row("event", "x".repeat(1_000_000), null)))))
                    .isInstanceOf(StoreException.class)
                    .hasMessage("cannot use " + file() + " for sessions: disk is full; make room and try again");
            store.append(List.of(batch(hold, row(1))));
            assertThat(store.rows("a")).containsExactly(row(1));
        }
    }
}
