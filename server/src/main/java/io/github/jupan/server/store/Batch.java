package io.github.jupan.server.store;

import java.time.Instant;
import java.util.List;

/// What is written to a session together.
///
/// @param rows in order
/// @param documents that the rows name, each by its hash; the same may be there already
/// @param title for the session, if it has none yet; may be empty
/// @param questions how many were asked
/// @param used when all this happened
public record Batch(Hold hold, List<Row> rows, List<Document> documents, String title, int questions, Instant used) {

    public Batch {
        rows = List.copyOf(rows);
        documents = List.copyOf(documents);
    }
}
