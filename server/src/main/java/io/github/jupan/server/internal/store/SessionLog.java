package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.RequestException.Kind;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.SessionSummary;
import io.github.jupan.server.store.Batch;
import io.github.jupan.server.store.Document;
import io.github.jupan.server.store.History;
import io.github.jupan.server.store.Hold;
import io.github.jupan.server.store.KeptSession;
import io.github.jupan.server.store.SessionStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// What happens in sessions, in words of the server's, over a store. One thread writes what many give it,
/// together where it comes together; those who read do not wait for it. Safe for use by many threads.
public final class SessionLog implements AutoCloseable {

    /// How long a text may wait for more.
    private static final Duration SOON = Duration.ofMillis(500);

    /// For how long a session in which nothing happened can be found by its id.
    private static final Duration EMPTY = Duration.ofDays(1);

    private final SessionStore store;
    private final Set<Writing> unwritten = new LinkedHashSet<>();
    private long dueNanos;
    private boolean closed;
    private final Thread writer;

    public SessionLog(SessionStore store) {
        this.store = store;
        this.writer = Thread.ofPlatform().name("jupan-store").daemon().start(this::write);
    }

    /// A session that is new, held here.
    public Hold create(String id, String model, SessionOptions options) {
        return store.create(id, model, OptionsJson.of(options), Instant.now());
    }

    /// How a session was set up, with its model's full name.
    ///
    /// @throws RequestException when there is none of this id
    public SessionOptions options(String id) {
        KeptSession kept = kept(id);
        return OptionsJson.read(kept.summary().model(), kept.options());
    }

    /// @throws RequestException when there is none of this id
    public SessionSummary summary(String id) {
        return kept(id).summary();
    }

    private KeptSession kept(String id) {
        return store.find(id).orElseThrow(() -> none(id));
    }

    /// @throws RequestException as [SessionStore#hold]
    public Hold hold(String id) {
        return store.hold(id);
    }

    public void release(Hold hold) {
        store.release(hold);
    }

    /// Gives a session another title, of which it keeps as much as of a question.
    ///
    /// @throws RequestException when there is none of this id
    public String rename(String id, String title) {
        String kept = Writing.title(title);
        if (!store.rename(id, kept)) {
            throw none(id);
        }
        return kept;
    }

    /// Begins to write to a session.
    ///
    /// @param onFailure is told, on a thread that must not wait, when something cannot be kept
    public Writing write(Hold hold, Runnable onFailure) {
        return new Writing(this, hold, onFailure);
    }

    /// All that happened in a session, in order.
    public List<Entry> entries(String id) {
        Map<String, Document> documents = new HashMap<>();
        return store.rows(id).stream()
                .map(row -> EntryRows.entry(row, hash -> documents.computeIfAbsent(hash, store::document)))
                .toList();
    }

    /// What listeners heard, in order, text that came in pieces joined.
    ///
    /// @throws RequestException when there is no session of this id
    public List<ObjectNode> events(String id) {
        kept(id);
        return objects(store.events(id, 0, Integer.MAX_VALUE));
    }

    /// A part of the same.
    ///
    /// @throws RequestException when there is no session of this id
    public History events(String id, long from, int count) {
        kept(id);
        return store.events(id, from, count);
    }

    private static List<ObjectNode> objects(History history) {
        return history.events().stream().map(EntryRows::object).toList();
    }

    public List<SessionSummary> list() {
        return store.list();
    }

    /// Forgets a session.
    ///
    /// @throws RequestException when another holds it, or there is none of this id
    public void remove(String id) {
        store.remove(store.hold(id));
    }

    /// Forgets the sessions whose ids begin like this, and those in which nothing happened for long, that
    /// nobody holds.
    public void sweep(String beginning) {
        store.sweep(beginning, Instant.now().minus(EMPTY));
    }

    public void onWanted(Consumer<String> session) {
        store.onWanted(session);
    }

    /// What is said where there is no session of this id.
    public static RequestException none(String id) {
        return new RequestException(Kind.NO_SESSION, "there is no session " + id);
    }

    synchronized void soon(Writing writing) {
        due(writing, System.nanoTime() + SOON.toNanos());
    }

    synchronized void now(Writing writing) {
        due(writing, System.nanoTime());
    }

    private void due(Writing writing, long nanos) {
        if (closed) {
            writing.fail(new RequestException(Kind.CLOSING, "the sessions are closed"));
            return;
        }
        if (unwritten.isEmpty() || nanos - dueNanos < 0) {
            dueNanos = nanos;
        }
        unwritten.add(writing);
        notifyAll();
    }

    private void write() {
        try {
            for (List<Writing.Part> parts = parts(); !parts.isEmpty(); parts = parts()) {
                write(parts);
            }
        } finally {
            giveUp();
        }
    }

    /// Nobody waits for a writer that has ended, whatever it ended of.
    private synchronized void giveUp() {
        closed = true;
        unwritten.forEach(writing -> writing.fail(new IllegalStateException("nothing is written any more")));
        unwritten.clear();
    }

    private void write(List<Writing.Part> parts) {
        Set<Hold> lost;
        try {
            lost = store.append(parts.stream().map(Writing.Part::batch).toList());
        } catch (RuntimeException | Error failure) {
            parts.forEach(part -> part.failed(failure));
            return;
        }
        for (Writing.Part part : parts) {
            Batch batch = part.batch();
            if (lost.contains(batch.hold())) {
                part.failed(new RequestException(
                        Kind.BUSY, "session " + batch.hold().session() + " was taken over by another process"));
            } else {
                part.done();
            }
        }
    }

    /// Waits for something to write; empty at the end.
    private synchronized List<Writing.Part> parts() {
        List<Writing.Part> parts = new ArrayList<>();
        while (parts.isEmpty() && isDue()) {
            for (Writing writing : unwritten) {
                try {
                    parts.add(writing.part());
                } catch (RuntimeException | Error failure) {
                    writing.fail(failure);
                }
            }
            unwritten.clear();
        }
        return parts;
    }

    /// Waits until something is due; false at the end.
    private boolean isDue() {
        while (!closed && (unwritten.isEmpty() || System.nanoTime() - dueNanos < 0)) {
            try {
                if (unwritten.isEmpty()) {
                    wait();
                } else {
                    wait(Math.max(1, (dueNanos - System.nanoTime()) / 1_000_000));
                }
            } catch (InterruptedException nobodyDoes) {
                throw new IllegalStateException(nobodyDoes);
            }
        }
        return !unwritten.isEmpty();
    }

    /// Writes what is left, and closes the store. Closing twice does nothing.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        store.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
