package io.github.jupan.postgres.internal;

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
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Sessions in a database that several nodes share. Who holds a session is a node with a lease, and each hold
/// has a higher fence than the last: what a node writes that was thought dead is refused by its number.
public final class PostgresStore implements SessionStore {

    private static final Duration TICK = Duration.ofMillis(100);

    /// For a holder to see that its session is wanted, and to let go of it.
    private static final Duration LETTING_GO = Duration.ofSeconds(2);

    private static final String SUMMARY =
            "SELECT session.id, model, title, questions, created, used, options FROM session ";

    /// Of a node beside its session: whether it is dead, by the clock of the database.
    private static final String DEAD =
            "node.beat IS NULL OR node.beat < clock_timestamp() - ? * interval '1 millisecond'";

    private final Place place;
    private final Lease self;
    private final Duration lease;

    private PostgresStore(Place place, Duration lease) {
        this.place = place;
        this.lease = lease;
        this.self = new Lease(place);
    }

    /// @param lease after which a node that was not heard of is dead
    /// @throws io.github.jupan.server.store.StoreException when it cannot be reached or used
    public static PostgresStore open(String address, Duration lease) {
        Place place = Place.open(address);
        boolean ready = false;
        try {
            PostgresStore store = new PostgresStore(place, lease);
            ready = true;
            return store;
        } finally {
            if (!ready) {
                place.close();
            }
        }
    }

    private static KeptSession session(ResultSet row) throws SQLException {
        SessionSummary summary = new SessionSummary(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getInt(4),
                Instant.ofEpochMilli(row.getLong(5)),
                Instant.ofEpochMilli(row.getLong(6)));
        return new KeptSession(summary, row.getString(7));
    }

    @Override
    public Hold create(String id, String model, String options, Instant now) {
        int made = place.each(statements -> statements.update(
                "INSERT INTO session (id, model, options, created, used, holder) VALUES (?, ?, ?, ?, ?, ?)"
                        + " ON CONFLICT (id) DO NOTHING",
                id,
                model,
                options,
                now.toEpochMilli(),
                now.toEpochMilli(),
                self.node()));
        if (made == 0) {
            throw new RequestException(Kind.BUSY, "session " + id + " is there already");
        }
        return new Hold(id, 1);
    }

    @Override
    public Optional<KeptSession> find(String id) {
        return place.each(statements -> statements.query(SUMMARY + "WHERE id = ?", PostgresStore::session, id)).stream()
                .findFirst();
    }

    @Override
    public List<SessionSummary> list() {
        return place
                .each(statements -> statements.query(
                        SUMMARY + "LEFT JOIN node ON node.id = holder WHERE NOT (" + DEAD
                                + ") OR EXISTS (SELECT 1 FROM entry WHERE entry.session = key)"
                                + " ORDER BY used DESC, key DESC",
                        PostgresStore::session,
                        lease.toMillis()))
                .stream()
                .map(KeptSession::summary)
                .toList();
    }

    /// What became of an attempt at a session.
    private record Tried(@Nullable Hold hold, String holder, boolean silent) {}

    @Override
    public Hold hold(String id) {
        long begin = System.nanoTime();
        while (true) {
            Tried tried = tryToHold(id);
            if (tried.hold() != null) {
                return tried.hold();
            }
            Duration patience = tried.silent() ? lease.plus(LETTING_GO) : LETTING_GO;
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw new RequestException(
                        Kind.BUSY,
                        "session " + id + " is at work on another node (" + tried.holder() + "); wait, or ask there",
                        Duration.ofSeconds(1));
            }
            try {
                Thread.sleep(TICK);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new RequestException(Kind.BUSY, "session " + id + " is open on another node");
            }
        }
    }

    private Tried tryToHold(String id) {
        return place.together(statements -> {
            Tried found = statements
                    .query(
                            "SELECT holder IS NULL OR holder = ? OR " + DEAD + ", node.name,"
                                    + " node.beat < clock_timestamp() - ? * interval '1 millisecond', fence"
                                    + " FROM session LEFT JOIN node ON node.id = holder WHERE session.id = ?"
                                    + " FOR UPDATE OF session",
                            row -> new Tried(
                                    row.getBoolean(1) ? new Hold(id, row.getLong(4) + 1) : null,
                                    String.valueOf(row.getString(2)),
                                    row.getBoolean(3)),
                            self.node(),
                            lease.toMillis(),
                            lease.toMillis() / 2,
                            id)
                    .stream()
                    .findFirst()
                    .orElseThrow(() -> new RequestException(Kind.NO_SESSION, "there is no session " + id));
            Hold hold = found.hold();
            if (hold == null) {
                statements.update("UPDATE session SET wanted = true WHERE id = ? AND NOT wanted", id);
            } else {
                statements.update(
                        "UPDATE session SET holder = ?, fence = ?, wanted = false WHERE id = ?",
                        self.node(),
                        hold.fence(),
                        id);
            }
            return found;
        });
    }

    @Override
    public boolean rename(String id, String title) {
        return place.each(statements -> statements.update("UPDATE session SET title = ? WHERE id = ?", title, id)) == 1;
    }

    @Override
    public void release(Hold hold) {
        place.each(statements -> statements.update(
                "UPDATE session SET holder = NULL, wanted = false WHERE id = ? AND fence = ? AND holder = ?",
                hold.session(),
                hold.fence(),
                self.node()));
    }

    @Override
    public Set<Hold> append(List<Batch> batches) {
        return place.together(statements -> {
            Set<Hold> lost = new HashSet<>();
            for (Batch batch : batches) {
                if (!append(statements, batch)) {
                    lost.add(batch.hold());
                }
            }
            return lost;
        });
    }

    private boolean append(Place.Statements statements, Batch batch) throws SQLException {
        List<Long> keys = statements.query(
                "UPDATE session SET used = ?, questions = questions + ?,"
                        + " title = CASE title WHEN '' THEN ? ELSE title END"
                        + " WHERE id = ? AND fence = ? AND holder = ? RETURNING key",
                row -> row.getLong(1),
                batch.used().toEpochMilli(),
                batch.questions(),
                batch.title(),
                batch.hold().session(),
                batch.hold().fence(),
                self.node());
        if (keys.isEmpty()) {
            return false;
        }
        Long key = keys.getFirst();
        // In one order everywhere: two nodes that write the same ones wait for each other at most once.
        List<Document> documents = batch.documents().stream()
                .sorted(Comparator.comparing(Document::hash))
                .toList();
        for (Document document : documents) {
            if (statements
                    .query("SELECT 1 FROM document WHERE hash = ?", row -> 1, document.hash())
                    .isEmpty()) {
                statements.update(
                        "INSERT INTO document VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                        document.hash(),
                        document.form(),
                        document.bytes());
            }
            statements.update("INSERT INTO mention VALUES (?, ?) ON CONFLICT DO NOTHING", key, document.hash());
        }
        statements.updateAll(
                "INSERT INTO entry (session, kind, event, more) VALUES (?, ?, ?, ?)",
                batch.rows().stream()
                        .map(row -> new @Nullable Object[] {key, row.kind(), row.event(), row.more()})
                        .toList());
        return true;
    }

    @Override
    public List<Row> rows(String id) {
        return place.each(statements -> statements.query(
                "SELECT kind, event, more FROM entry WHERE session = (SELECT key FROM session WHERE id = ?)"
                        + " ORDER BY number",
                row -> new Row(row.getString(1), row.getString(2), row.getString(3)),
                id));
    }

    @Override
    public History events(String id, long from, int count) {
        String events = " FROM entry WHERE session = (SELECT key FROM session WHERE id = ?) AND event IS NOT NULL";
        return place.each(statements -> new History(
                statements
                        .query("SELECT count(*)" + events, row -> row.getLong(1), id)
                        .getFirst(),
                statements.query(
                        "SELECT event" + events + " ORDER BY number LIMIT ? OFFSET ?",
                        row -> row.getString(1),
                        id,
                        count,
                        from)));
    }

    @Override
    public Document document(String hash) {
        return place
                .each(statements -> statements.query(
                        "SELECT form, bytes FROM document WHERE hash = ?",
                        row -> new Document(hash, row.getString(1), row.getBytes(2)),
                        hash))
                .stream()
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no document " + hash));
    }

    @Override
    public void remove(Hold hold) {
        place.together(statements -> {
            String session = " WHERE id = ? AND fence = ? AND holder = ?";
            Object[] held = {hold.session(), hold.fence(), self.node()};
            List<String> hashes = statements.query(
                    "SELECT hash FROM mention WHERE session = (SELECT key FROM session" + session + ")",
                    row -> row.getString(1),
                    held);
            statements.update("DELETE FROM session" + session, held);
            for (String hash : hashes) {
                statements.update(
                        "DELETE FROM document WHERE hash = ?"
                                + " AND NOT EXISTS (SELECT 1 FROM mention WHERE mention.hash = document.hash)",
                        hash);
            }
            return hashes;
        });
    }

    @Override
    public void sweep(String beginning, Instant emptySince) {
        List<String> ids = place.each(statements -> statements.query(
                "SELECT session.id FROM session LEFT JOIN node ON node.id = holder WHERE (" + DEAD
                        + ") AND (starts_with(session.id, ?)"
                        + " OR used < ? AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.session = key))",
                row -> row.getString(1),
                lease.toMillis(),
                beginning,
                emptySince.toEpochMilli()));
        for (String id : ids) {
            try {
                Hold hold = tryToHold(id).hold();
                if (hold != null) {
                    remove(hold);
                }
            } catch (RequestException gone) {
                // Another node was quicker.
            }
        }
    }

    @Override
    public void onWanted(Consumer<String> session) {
        self.onWanted(session);
    }

    /// With the node's row go its holds.
    @Override
    public void close() {
        if (!place.isClosed()) {
            try {
                self.close();
            } finally {
                place.close();
            }
        }
    }
}
