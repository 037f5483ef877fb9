package io.github.jupan.models;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// The user's `config.properties`: `name=value` lines in UTF-8, `#` comments, one property a line.
final class Configuration {

    private Configuration() {}

    /// Where it is, by the XDG base directory specification: a relative `XDG_CONFIG_HOME` counts for nothing.
    static Path file(Map<String, String> environment, Path home) {
        Path folder = home.resolve(".config");
        try {
            Path xdg = Path.of(environment.getOrDefault("XDG_CONFIG_HOME", ""));
            folder = xdg.isAbsolute() ? xdg : folder;
        } catch (InvalidPathException e) {
            throw new ModelConfigurationException("XDG_CONFIG_HOME is not the name of a folder: mend or unset it", e);
        }
        return folder.resolve("jupan").resolve("config.properties");
    }

    /// The property `model`, when the file is there and has one.
    static Optional<String> model(Path file) {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new ModelConfigurationException(file + " cannot be read: check that it is a file, and yours", e);
        }
        Optional<String> model = Optional.empty();
        int start = 0;
        int number = 0;
        while (start < bytes.length) {
            number++;
            int end = start;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            Properties properties = line(file, number, ByteBuffer.wrap(bytes, start, end - start));
            String value = properties.getProperty("model");
            if (value != null && value.isBlank()) {
                throw malformed(file, number, "model has no value, write something like model=ollama:qwen3:8b", null);
            }
            model = value == null ? model : Optional.of(value.strip());
            start = end + 1;
        }
        return model;
    }

    private static Properties line(Path file, int number, ByteBuffer bytes) {
        Properties properties = new Properties();
        try {
            String text =
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString().strip();
            boolean says = !text.isEmpty() && !text.startsWith("#") && !text.startsWith("!");
            if (says && text.indexOf('=') < 0) {
                throw malformed(file, number, "expected name=value", null);
            }
            if (says) {
                properties.load(new StringReader(text));
            }
            return properties;
        } catch (CharacterCodingException e) {
            throw malformed(file, number, "not UTF-8", e);
        } catch (IOException | IllegalArgumentException e) {
            if (e instanceof ModelConfigurationException configuration) {
                throw configuration;
            }
            throw malformed(file, number, "a backslash starts an escape such as \\u00e9; write \\\\ for itself", e);
        }
    }

    private static ModelConfigurationException malformed(
            Path file, int number, String what, @Nullable Exception cause) {
        return new ModelConfigurationException(file + ", line " + number + ": " + what, cause);
    }
}
