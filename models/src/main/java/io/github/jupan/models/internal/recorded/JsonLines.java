package io.github.jupan.models.internal.recorded;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.models.ModelConfigurationException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file of JSON objects, one a line. Blank lines count, but say nothing.
public final class JsonLines implements AutoCloseable {

    // A line that a user names on the command line is as long as it is.
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxStringLength(Integer.MAX_VALUE)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private final Path file;
    private final InputStream stream;
    private long number;

    private JsonLines(Path file, InputStream stream) {
        this.file = file;
        this.stream = stream;
    }

    public static JsonLines open(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new ModelConfigurationException(file + " is a folder: name a file");
            }
            return new JsonLines(file, new BufferedInputStream(Files.newInputStream(file), 1 << 16));
        } catch (NoSuchFileException e) {
            throw new ModelConfigurationException(file + " does not exist: check its name", e);
        } catch (IOException e) {
            throw new ModelConfigurationException(file + " cannot be read: check that it is yours to read", e);
        }
    }

    /// The line read last, counted from 1.
    public long number() {
        return number;
    }

    /// The next object, or nothing at the end of the file.
    @Nullable
    public JsonNode next() {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        try {
            while (readLine(line)) {
                number++;
                byte[] bytes = line.toByteArray();
                if (!isBlank(bytes)) {
                    return object(bytes);
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode object(byte[] bytes) throws IOException {
        try {
            JsonNode node = JSON.readTree(bytes);
            if (!node.isObject()) {
                throw malformed("expected a JSON object");
            }
            return node;
        } catch (JsonProcessingException e) {
            throw new ModelConfigurationException(place() + "this is no JSON", e);
        }
    }

    /// A text that must be there.
    public String text(JsonNode node, String name) {
        return optionalText(node, name).orElseThrow(() -> malformed("\"" + name + "\" is missing"));
    }

    /// A text that may be missing or null.
    public Optional<String> optionalText(JsonNode node, String name) {
        JsonNode found = node.path(name);
        if (!found.isTextual() && !found.isMissingNode() && !found.isNull()) {
            throw malformed("\"" + name + "\" must be a text");
        }
        return Optional.ofNullable(found.textValue());
    }

    public ModelConfigurationException malformed(String what) {
        return new ModelConfigurationException(place() + what);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String place() {
        return file + ", line " + number + ": ";
    }

    private boolean readLine(ByteArrayOutputStream line) throws IOException {
        line.reset();
        int next = stream.read();
        if (next < 0) {
            return false;
        }
        while (next >= 0 && next != '\n') {
            line.write(next);
            next = stream.read();
        }
        return true;
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte b : bytes) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
