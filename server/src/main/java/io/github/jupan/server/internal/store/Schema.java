package io.github.jupan.server.internal.store;

import io.github.jupan.server.RequestException;
import java.util.List;

/// The tables, and the number of their version.
final class Schema {

    private static final int VERSION = 2;

    /// An entry's `event` is what a listener heard; its `more` is what it takes, besides, to take up the session.
    private static final List<String> TABLES = List.of(
            """
            CREATE TABLE session (
                key INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, model TEXT NOT NULL, options TEXT NOT NULL,
                title TEXT NOT NULL DEFAULT '', questions INTEGER NOT NULL DEFAULT 0,
                created INTEGER NOT NULL, used INTEGER NOT NULL,
                holder TEXT, holder_pid INTEGER, holder_started INTEGER, fence INTEGER NOT NULL DEFAULT 0)\
            """,
            """
            CREATE TABLE entry (
                number INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
                kind TEXT NOT NULL, event TEXT, more TEXT)\
            """,
            "CREATE INDEX entry_session ON entry (session, number)",
            "CREATE TABLE document (hash TEXT PRIMARY KEY, form TEXT NOT NULL, text BLOB NOT NULL)",
            """
            CREATE TABLE mention (
                session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE, hash TEXT NOT NULL REFERENCES document,
                PRIMARY KEY (session, hash))\
            """);

    /// From version 1, which knew no fence.
    private static final List<String> FENCE =
            List.of("ALTER TABLE session ADD COLUMN fence INTEGER NOT NULL DEFAULT 0");

    private Schema() {}

    static void prepare(Database database, String name) {
        if (version(database) == VERSION) {
            return;
        }
        database.together(() -> {
            int version = version(database);
            if (version > VERSION) {
                throw new RequestException(
                        RequestException.Kind.USAGE,
                        name + " was written by a newer jupan; update this one, or move the file away");
            }
            if (version < VERSION) {
                (version == 0 ? TABLES : FENCE).forEach(database::update);
                database.update("PRAGMA user_version = " + VERSION);
            }
            return version;
        });
    }

    private static int version(Database database) {
        return database.query("PRAGMA user_version", row -> row.getInt(1)).getFirst();
    }
}
