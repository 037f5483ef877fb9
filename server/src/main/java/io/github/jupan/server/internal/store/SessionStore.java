package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.RequestException.Kind;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.SessionSummary;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// All sessions, in one SQLite file that several processes may use at once. Whatever a method was given is kept when
/// it returns, also if the process is killed the moment after. A session that somebody writes to is held by one store
/// alone. Safe for use by many threads.
public final class SessionStore implements AutoCloseable {

    private static final int TITLE = 60;

    private final Database database;
    private final DocumentTexts documents;
    private final EntryRows entries;
    private final Holder self = Holder.self();

    private SessionStore(Database database) {
        this.database = database;
        this.documents = new DocumentTexts(database);
        this.entries = new EntryRows(database, documents);
    }

    /// A store that lasts as long as this object.
    public static SessionStore inMemory() {
        return of(":memory:", "memory");
    }

    /// The store in this file, which is made if it is not there, for its owner's eyes alone.
    ///
    /// @throws StoreException when the file cannot be used
    /// @throws RequestException when a newer version wrote it
    public static SessionStore open(Path file) {
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
        } catch (FileAlreadyExistsException again) {
            return of(file.toString(), file.toString());
        } catch (IOException failure) {
            throw new StoreException(
                    "cannot use " + file + " for sessions: it cannot be made (" + failure.getMessage()
                            + "); see that its folder can be written",
                    failure);
        }
        return of(file.toString(), file.toString());
    }

    private static SessionStore of(String file, String name) {
        Database database = new Database(file, name);
        boolean ready = false;
        try {
            Schema.prepare(database, name);
            ready = true;
            return new SessionStore(database);
        } finally {
            if (!ready) {
                database.close();
            }
        }
    }

    /// A session that is new, held by this store.
    ///
    /// @param model its name in full
    public void create(String id, String model, SessionOptions options, Instant now) {
        database.update(
                "INSERT INTO session (id, model, options, created, used, holder, holder_pid, holder_started)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                model,
                OptionsJson.of(options),
                now.toEpochMilli(),
                now.toEpochMilli(),
                self.id(),
                self.pid(),
                self.started());
    }

    /// How a session was set up, with its model's full name.
    ///
    /// @throws RequestException when there is none of this id
    public SessionOptions options(String id) {
        return database
                .query(
                        "SELECT model, options FROM session WHERE id = ?",
                        row -> OptionsJson.read(row.getString(1), row.getString(2)),
                        id)
                .stream()
                .findFirst()
                .orElseThrow(() -> none(id));
    }

    /// From now on this store may write to the session, and no other.
    ///
    /// @throws RequestException when another holds it, or there is none of this id
    public void hold(String id) {
        database.together(() -> {
            List<Optional<Holder>> holders = database.query(
                    "SELECT holder, holder_pid, holder_started FROM session WHERE id = ?",
                    row -> Optional.ofNullable(row.getString(1)).map(holder -> {
                        try {
                            return new Holder(holder, row.getLong(2), row.getLong(3));
                        } catch (java.sql.SQLException failure) {
                            throw new IllegalStateException(failure);
                        }
                    }),
                    id);
            if (holders.isEmpty()) {
                throw none(id);
            }
            holders.getFirst()
                    .filter(holder -> !holder.id().equals(self.id()) && holder.isAlive())
                    .ifPresent(holder -> {
                        throw new RequestException(
                                Kind.BUSY,
                                "session " + id + " is open in process " + holder.pid() + "; close it there first");
                    });
            return database.update(
                    "UPDATE session SET holder = ?, holder_pid = ?, holder_started = ? WHERE id = ?",
                    self.id(),
                    self.pid(),
                    self.started(),
                    id);
        });
    }

    /// Others may take the session.
    public void release(String id) {
        database.update("UPDATE session SET holder = NULL WHERE id = ? AND holder = ?", id, self.id());
    }

    /// Keeps what happened.
    ///
    /// @throws RequestException when this store does not hold the session
    public void append(String id, Entry entry, Instant now) {
        boolean kept = database.together(() -> {
            boolean held = entries.append(id, self, entry);
            if (held && entry instanceof Entry.Asked asked) {
                database.update(
                        "UPDATE session SET used = ?, questions = questions + 1,"
                                + " title = CASE title WHEN '' THEN ? ELSE title END WHERE id = ?",
                        now.toEpochMilli(),
                        title(asked.json().path("text").asText()),
                        id);
            } else if (held && !(entry instanceof Entry.Heard)) {
                database.update("UPDATE session SET used = ? WHERE id = ?", now.toEpochMilli(), id);
            }
            return held;
        });
        if (!kept) {
            options(id);
            throw new RequestException(Kind.BUSY, "session " + id + " was taken over by another process");
        }
    }

    /// Gives a session another title, of which it keeps as much as of a question.
    ///
    /// @throws RequestException when there is no session of this id
    public String rename(String id, String title) {
        String kept = title(title);
        if (database.update("UPDATE session SET title = ? WHERE id = ?", kept, id) == 0) {
            throw none(id);
        }
        return kept;
    }

    private static String title(String question) {
        String line = Surrogates.areIn(question) ? "" : question.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE - 1)) + "…";
    }

    /// All that happened in a session, in order.
    public List<Entry> entries(String id) {
        return entries.all(id);
    }

    /// What listeners heard, in order.
    ///
    /// @throws RequestException when there is no session of this id
    public List<ObjectNode> events(String id) {
        options(id);
        return entries.events(id);
    }

    /// All sessions, the last used first.
    public List<SessionSummary> list() {
        return database.query(
                "SELECT id, model, title, questions, created, used FROM session ORDER BY used DESC, key DESC",
                row -> new SessionSummary(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getInt(4),
                        Instant.ofEpochMilli(row.getLong(5)),
                        Instant.ofEpochMilli(row.getLong(6))));
    }

    /// Forgets the sessions whose ids begin like this and that nobody holds any more.
    public void removeAbandoned(String beginning) {
        List<String> ids = database.query(
                "SELECT id FROM session WHERE substr(id, 1, ?) = ?",
                row -> row.getString(1),
                beginning.length(),
                beginning);
        for (String id : ids) {
            try {
                remove(id);
            } catch (RequestException held) {
                // By another process, which removes it in the end.
            }
        }
    }

    /// Forgets a session, and the documents that no other has.
    ///
    /// @throws RequestException when another holds it, or there is none of this id
    public void remove(String id) {
        hold(id);
        database.together(() -> {
            database.update("DELETE FROM session WHERE id = ?", id);
            documents.sweep();
            return id;
        });
    }

    /// What is said where there is no session of this id.
    public static RequestException none(String id) {
        return new RequestException(Kind.NO_SESSION, "there is no session " + id);
    }

    /// Lets go of all sessions. Closing twice does nothing.
    @Override
    public void close() {
        if (!database.isClosed()) {
            database.update("UPDATE session SET holder = NULL WHERE holder = ?", self.id());
            database.close();
        }
    }
}
