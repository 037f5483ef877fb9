package io.github.jupan.server.internal.store;

import io.github.jupan.server.RequestException;
import io.github.jupan.server.RequestException.Kind;
import io.github.jupan.server.SessionSummary;
import io.github.jupan.server.store.Batch;
import io.github.jupan.server.store.Document;
import io.github.jupan.server.store.History;
import io.github.jupan.server.store.Hold;
import io.github.jupan.server.store.KeptSession;
import io.github.jupan.server.store.Row;
import io.github.jupan.server.store.SessionStore;
import io.github.jupan.server.store.StoreException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

/// Sessions in one SQLite file that several processes of a machine may use at once. A holder lives as long as its
/// process. One connection writes; each that reads sees the file as it was when it began, and waits for nobody.
public final class SqliteStore implements SessionStore {

    private static final String SESSIONS = """
        SELECT id, model, title, questions, created, used, options, holder, holder_pid, holder_started,
            EXISTS (SELECT 1 FROM entry WHERE entry.session = session.key) FROM session \
        """;

    /// A session's row, and who has it.
    private record Listed(KeptSession session, Optional<Holder> holder, boolean hasRows) {
        private static Listed of(ResultSet row) throws SQLException {
            SessionSummary summary = new SessionSummary(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getInt(4),
                    Instant.ofEpochMilli(row.getLong(5)),
                    Instant.ofEpochMilli(row.getLong(6)));
            String holder = row.getString(8);
            return new Listed(
                    new KeptSession(summary, row.getString(7)),
                    holder == null
                            ? Optional.empty()
                            : Optional.of(new Holder(holder, row.getLong(9), row.getLong(10))),
                    row.getBoolean(11));
        }
    }

    private final String file;
    private final Database writer;
    private final Queue<Database> readers = new ConcurrentLinkedQueue<>();
    private final Holder self = Holder.self();
    private volatile boolean closed;

    private SqliteStore(String file, Database writer) {
        this.file = file;
        this.writer = writer;
    }

    private static final String MEMORY = ":memory:";

    /// A store that lasts as long as this object.
    public static SqliteStore inMemory() {
        return of(MEMORY);
    }

    /// The store in this file, which is made if it is not there, for its owner's eyes alone.
    ///
    /// @throws StoreException when the file cannot be used
    /// @throws RequestException when a newer version wrote it
    public static SqliteStore open(Path file) {
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
            return of(file.toString());
        } catch (IOException failure) {
            throw new StoreException(
                    file.toString(),
                    "it cannot be made (" + failure.getMessage() + "); see that its folder can be written",
                    failure);
        }
        return of(file.toString());
    }

    private static SqliteStore of(String file) {
        Database database = new Database(file, file);
        boolean ready = false;
        try {
            Schema.prepare(database, file);
            ready = true;
            return new SqliteStore(file, database);
        } finally {
            if (!ready) {
                database.close();
            }
        }
    }

    /// Reads over a connection of its own; what is in memory has only one.
    private <T> T reading(Function<Database, T> work) {
        if (file.equals(MEMORY)) {
            return writer.reading(() -> work.apply(writer));
        }
        Database idle = readers.poll();
        Database reader = idle == null ? new Database(file, file) : idle;
        try {
            return reader.reading(() -> work.apply(reader));
        } finally {
            readers.add(reader);
            if (closed) {
                closeReaders();
            }
        }
    }

    @Override
    public Hold create(String id, String model, String options, Instant now) {
        int made = writer.update(
                "INSERT OR IGNORE INTO session"
                        + " (id, model, options, created, used, holder, holder_pid, holder_started, fence)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)",
                id,
                model,
                options,
                now.toEpochMilli(),
                now.toEpochMilli(),
                self.id(),
                self.pid(),
                self.started());
        if (made == 0) {
            throw new RequestException(Kind.BUSY, "session " + id + " is there already");
        }
        return new Hold(id, 1);
    }

    @Override
    public Optional<KeptSession> find(String id) {
        return reading(database -> database.query(SESSIONS + "WHERE id = ?", Listed::of, id)).stream()
                .map(Listed::session)
                .findFirst();
    }

    @Override
    public List<SessionSummary> list() {
        return reading(database -> database.query(SESSIONS + "ORDER BY used DESC, key DESC", Listed::of)).stream()
                .filter(each ->
                        each.hasRows() || each.holder().filter(Holder::isAlive).isPresent())
                .map(each -> each.session().summary())
                .toList();
    }

    @Override
    public Hold hold(String id) {
        return writer.together(() -> {
            Listed found = writer.query(SESSIONS + "WHERE id = ?", Listed::of, id).stream()
                    .findFirst()
                    .orElseThrow(() -> SessionLog.none(id));
            found.holder()
                    .filter(holder -> !holder.id().equals(self.id()) && holder.isAlive())
                    .ifPresent(holder -> {
                        throw new RequestException(
                                Kind.BUSY,
                                "session " + id + " is open in process " + holder.pid() + "; close it there first");
                    });
            return writer.query(
                            "UPDATE session SET holder = ?, holder_pid = ?, holder_started = ?, fence = fence + 1"
                                    + " WHERE id = ? RETURNING fence",
                            row -> new Hold(id, row.getLong(1)),
                            self.id(),
                            self.pid(),
                            self.started(),
                            id)
                    .getFirst();
        });
    }

    @Override
    public boolean rename(String id, String title) {
        return writer.update("UPDATE session SET title = ? WHERE id = ?", title, id) == 1;
    }

    @Override
    public void release(Hold hold) {
        writer.update(
                "UPDATE session SET holder = NULL WHERE id = ? AND fence = ? AND holder = ?",
                hold.session(),
                hold.fence(),
                self.id());
    }

    @Override
    public Set<Hold> append(List<Batch> batches) {
        return writer.together(() -> {
            Set<Hold> lost = new HashSet<>();
            for (Batch batch : batches) {
                if (!append(batch)) {
                    lost.add(batch.hold());
                }
            }
            return lost;
        });
    }

    private boolean append(Batch batch) {
        String id = batch.hold().session();
        int held = writer.update(
                "UPDATE session SET used = ?, questions = questions + ?,"
                        + " title = CASE title WHEN '' THEN ? ELSE title END WHERE id = ? AND fence = ? AND holder = ?",
                batch.used().toEpochMilli(),
                batch.questions(),
                batch.title(),
                id,
                batch.hold().fence(),
                self.id());
        if (held == 0) {
            return false;
        }
        for (Document document : batch.documents()) {
            if (writer.query("SELECT 1 FROM document WHERE hash = ?", row -> 1, document.hash())
                    .isEmpty()) {
                writer.update(
                        "INSERT INTO document VALUES (?, ?, ?)", document.hash(), document.form(), document.bytes());
            }
            writer.update("INSERT OR IGNORE INTO mention SELECT key, ? FROM session WHERE id = ?", document.hash(), id);
        }
        for (Row row : batch.rows()) {
            writer.update(
                    "INSERT INTO entry (session, kind, event, more) SELECT key, ?, ?, ? FROM session WHERE id = ?",
                    row.kind(),
                    row.event(),
                    row.more(),
                    id);
        }
        return true;
    }

    @Override
    public List<Row> rows(String id) {
        return reading(database -> database.query(
                "SELECT kind, event, more FROM entry WHERE session = (SELECT key FROM session WHERE id = ?)"
                        + " ORDER BY number",
                row -> new Row(row.getString(1), row.getString(2), row.getString(3)),
                id));
    }

    @Override
    public History events(String id, long from, int count) {
        String events = " FROM entry WHERE session = (SELECT key FROM session WHERE id = ?) AND event IS NOT NULL";
        return reading(database -> new History(
                database.query("SELECT count(*)" + events, row -> row.getLong(1), id)
                        .getFirst(),
                database.query(
                        "SELECT event" + events + " ORDER BY number LIMIT ? OFFSET ?",
                        row -> row.getString(1),
                        id,
                        count,
                        from)));
    }

    @Override
    public Document document(String hash) {
        return reading(database -> database.query(
                        "SELECT form, text FROM document WHERE hash = ?",
                        row -> new Document(hash, row.getString(1), row.getBytes(2)),
                        hash))
                .stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no document " + hash));
    }

    @Override
    public void remove(Hold hold) {
        writer.together(() -> {
            writer.update(
                    "DELETE FROM session WHERE id = ? AND fence = ? AND holder = ?",
                    hold.session(),
                    hold.fence(),
                    self.id());
            return writer.update("DELETE FROM document WHERE hash NOT IN (SELECT hash FROM mention)");
        });
    }

    @Override
    public void sweep(String beginning, Instant emptySince) {
        List<String> ids = reading(database -> database.query(
                "SELECT id FROM session WHERE substr(id, 1, ?) = ?"
                        + " OR used < ? AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.session = session.key)",
                row -> row.getString(1),
                beginning.length(),
                beginning,
                emptySince.toEpochMilli()));
        for (String id : ids) {
            try {
                remove(hold(id));
            } catch (RequestException held) {
                // By another process, which removes it in the end.
            }
        }
    }

    /// Has the file grow no further than to so many pages.
    void bound(int pages) {
        writer.query("PRAGMA max_page_count = " + pages, row -> row.getInt(1));
    }

    private void closeReaders() {
        for (Database reader = readers.poll(); reader != null; reader = readers.poll()) {
            reader.close();
        }
    }

    @Override
    public void close() {
        if (!writer.isClosed()) {
            closed = true;
            closeReaders();
            try {
                writer.update("UPDATE session SET holder = NULL WHERE holder = ?", self.id());
            } finally {
                writer.close();
            }
        }
    }
}
