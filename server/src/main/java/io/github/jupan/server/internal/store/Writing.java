package io.github.jupan.server.internal.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.store.Batch;
import io.github.jupan.server.store.Document;
import io.github.jupan.server.store.Hold;
import io.github.jupan.server.store.Row;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// What one question, or one other thing that is done, adds to its session. Once something could not be kept,
/// nothing more is: a history has no holes.
public final class Writing {

    private static final int TITLE = 60;

    private final SessionLog log;
    private final Hold hold;
    private final Runnable onFailure;

    // All below is the log's, and guarded by it.
    private final List<Row> rows = new ArrayList<>();
    private final List<Document> documents = new ArrayList<>();
    private @Nullable Piece piece;
    private String title = "";
    private int questions;
    private CompletableFuture<Void> written = new CompletableFuture<>();
    private @Nullable Throwable failure;

    Writing(SessionLog log, Hold hold, Runnable onFailure) {
        this.log = log;
        this.hold = hold;
        this.onFailure = onFailure;
    }

    /// Keeps an event: text soon, with the text that comes right after it, anything else, and all before it, at
    /// once.
    public void hear(ObjectNode event) {
        if (!Piece.isOne(event)) {
            keep(new Entry.Heard(event));
            return;
        }
        synchronized (log) {
            if (failure == null && (piece == null || !piece.takes(event))) {
                endPiece();
                piece = new Piece(event);
                log.soon(this);
            }
        }
    }

    /// Blocks until it is kept, or cannot be.
    public void keep(Entry entry) {
        List<Document> named = new ArrayList<>();
        Row row = EntryRows.of(entry, named::add);
        CompletableFuture<Void> kept;
        synchronized (log) {
            if (failure != null) {
                return;
            }
            endPiece();
            rows.add(row);
            documents.addAll(named);
            if (entry instanceof Entry.Asked asked) {
                questions++;
                title = title.isEmpty() ? title(asked.json().path("text").asText()) : title;
            }
            kept = written;
            log.now(this);
        }
        try {
            kept.join();
        } catch (CompletionException notKept) {
            // Whoever asks is told by check().
        }
    }

    private void endPiece() {
        if (piece != null) {
            rows.add(EntryRows.of(new Entry.Heard(piece.joined()), document -> {}));
            piece = null;
        }
    }

    /// @throws RuntimeException why something was not kept
    public void check() {
        synchronized (log) {
            switch (failure) {
                case null -> {}
                case RuntimeException exception -> throw exception;
                case Error error -> throw error;
                case Throwable other -> throw new IllegalStateException(other);
            }
        }
    }

    static String title(String question) {
        String line = Surrogates.areIn(question)
                ? ""
                : question.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.codePointCount(0, line.length()) <= TITLE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, TITLE - 1)) + "…";
    }

    /// A part of it on the way to the store.
    record Part(Writing writing, Batch batch, CompletableFuture<Void> written) {

        void done() {
            written.complete(null);
        }

        void failed(Throwable why) {
            writing.fail(why);
            written.completeExceptionally(why);
        }
    }

    /// Takes out what there is to write. The caller holds the log's lock.
    Part part() {
        endPiece();
        Part part = new Part(this, new Batch(hold, rows, documents, title, questions, Instant.now()), written);
        rows.clear();
        documents.clear();
        title = "";
        questions = 0;
        written = new CompletableFuture<>();
        return part;
    }

    void fail(Throwable why) {
        CompletableFuture<Void> waiting;
        synchronized (log) {
            failure = why;
            piece = null;
            rows.clear();
            documents.clear();
            waiting = written;
        }
        waiting.completeExceptionally(why);
        onFailure.run();
    }
}
