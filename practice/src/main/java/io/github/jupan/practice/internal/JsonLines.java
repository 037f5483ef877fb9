package io.github.jupan.practice.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.PracticeException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// A file of JSON objects, one a line, read one at a time. Blank lines count, but say nothing.
public final class JsonLines implements Iterator<JsonLines.Line>, AutoCloseable {

    /// A line that a user names is as long as it is.
    public static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    /// An object and where it stands.
    ///
    /// @param number of the line, counted from 1
    public record Line(Path file, int number, ObjectNode object) {

        /// What is wrong with it, for whoever wrote it.
        public PracticeException wrong(String what) {
            return JsonLines.wrong(file, number, what);
        }
    }

    private final Path file;
    private final InputStream stream;
    private final Unfinished unfinished;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int number;
    private @Nullable Line next;

    /// What a last line means that no newline ends.
    public enum Unfinished {
        /// It is a line like any other.
        COUNTS,
        /// It may have been cut off while it was written: it counts where it is whole.
        MAY_BE_CUT
    }

    private JsonLines(Path file, InputStream stream, Unfinished unfinished) {
        this.file = file;
        this.stream = stream;
        this.unfinished = unfinished;
    }

    /// @throws PracticeException when there is no such file
    public static JsonLines open(Path file, Unfinished unfinished) {
        try {
            if (Files.isDirectory(file)) {
                throw new PracticeException(file + " is a folder: name a file");
            }
            return new JsonLines(file, new BufferedInputStream(Files.newInputStream(file), 1 << 16), unfinished);
        } catch (NoSuchFileException e) {
            throw new PracticeException(file + " does not exist: check its name", e);
        } catch (IOException e) {
            throw new PracticeException(file + " cannot be read: check that it is yours to read", e);
        }
    }

    /// The same as a stream, which is to be closed.
    public static <T> Stream<T> stream(Path file, Unfinished unfinished, Function<Line, T> reader) {
        JsonLines lines = open(file, unfinished);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .map(reader)
                .onClose(lines::close);
    }

    static PracticeException wrong(Path file, int line, String what) {
        return new PracticeException(file + ", line " + line + ": " + what);
    }

    @Override
    public boolean hasNext() {
        while (next == null) {
            bytes.reset();
            boolean ended = readLine();
            if (!ended && bytes.size() == 0) {
                return false;
            }
            number++;
            if (!isBlank()) {
                next = object(!ended && unfinished == Unfinished.MAY_BE_CUT);
                if (next == null) {
                    return false;
                }
            }
        }
        return true;
    }

    @Override
    public Line next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        Line found = next;
        next = null;
        return found;
    }

    private @Nullable Line object(boolean mayBeCut) {
        try {
            JsonNode node = JSON.readTree(bytes.toByteArray());
            if (node instanceof ObjectNode object) {
                return new Line(file, number, object);
            }
            throw wrong(file, number, "expected a JSON object");
        } catch (JsonProcessingException e) {
            if (mayBeCut) {
                return null;
            }
            throw wrong(file, number, "this is no JSON");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whether a newline ended it.
    private boolean readLine() {
        try {
            int read = stream.read();
            while (read >= 0 && read != '\n') {
                bytes.write(read);
                read = stream.read();
            }
            return read == '\n';
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isBlank() {
        for (byte each : bytes.toByteArray()) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
