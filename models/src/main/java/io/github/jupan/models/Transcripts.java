package io.github.jupan.models;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.models.internal.recorded.Journal;
import io.github.jupan.models.internal.recorded.JsonLines;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// Reads recorded sessions from JSON lines. Two forms are known, told apart by the first line:
///
/// - a transcript a line: `{"id": …, "question": …, "expected": …, "steps": [{"text": …, "code": …, "output": …},
///   …]}`
/// - a journal of jupan itself, the event lines of `--json`; each question in it becomes a transcript, numbered
///   from 1
public final class Transcripts {

    private Transcripts() {}

    /// Reads lazily, one session in memory at a time. Close the stream; use it from one thread.
    ///
    /// @throws ModelConfigurationException here or while reading, with one line that names the file and its line
    public static Stream<Transcript> read(Path file) {
        JsonLines lines = JsonLines.open(file);
        Spliterator<Transcript> sessions =
                Spliterators.spliteratorUnknownSize(new Sessions(lines), Spliterator.ORDERED | Spliterator.NONNULL);
        return StreamSupport.stream(sessions, false).onClose(lines::close);
    }

    /// Reads all sessions of a file into memory.
    ///
    /// @throws ModelConfigurationException also when there is none
    public static List<Transcript> readAll(Path file) {
        try (Stream<Transcript> stream = read(file)) {
            List<Transcript> all = stream.toList();
            if (all.isEmpty()) {
                throw new ModelConfigurationException(file + " holds no recorded session");
            }
            return all;
        } catch (UncheckedIOException e) {
            throw new ModelConfigurationException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static final class Sessions implements Iterator<Transcript> {

        private final JsonLines lines;
        private @Nullable Journal journal;
        private boolean began;
        private @Nullable Transcript next;

        Sessions(JsonLines lines) {
            this.lines = lines;
        }

        @Override
        public boolean hasNext() {
            while (next == null) {
                JsonNode line = lines.next();
                if (line == null) {
                    next = journal == null ? null : journal.finish().orElse(null);
                    return next != null;
                }
                if (!began) {
                    began = true;
                    journal = line.has("type") ? new Journal(lines) : null;
                }
                next = journal == null ? transcript(line) : journal.accept(line).orElse(null);
            }
            return true;
        }

        @Override
        public Transcript next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            Transcript found = next;
            next = null;
            return found;
        }

        private Transcript transcript(JsonNode line) {
            List<Transcript.Step> steps = new ArrayList<>();
            JsonNode array = line.path("steps");
            if (!array.isArray() || array.isEmpty()) {
                throw lines.malformed("a session has \"steps\", a list of at least one");
            }
            for (JsonNode step : array) {
                steps.add(new Transcript.Step(
                        lines.optionalText(step, "text").orElse(""),
                        lines.optionalText(step, "code"),
                        lines.optionalText(step, "output")));
            }
            Optional<String> id = line.path("id").isIntegralNumber()
                    ? Optional.of(line.path("id").asText())
                    : lines.optionalText(line, "id");
            return new Transcript(
                    id.orElseGet(() -> Long.toString(lines.number())),
                    lines.text(line, "question"),
                    lines.optionalText(line, "expected"),
                    steps);
        }
    }
}
