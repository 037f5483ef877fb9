package io.github.jupan.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The token that clients of the HTTP server must send. It is never an argument: those show in a list of processes.
final class AccessToken {

    private AccessToken() {}

    static Optional<String> find(@Nullable String file, Surroundings surroundings) {
        return file == null ? Optional.ofNullable(surroundings.variable("JUPAN_TOKEN")) : Optional.of(read(file));
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | InvalidPathException unreadable) {
            throw new UsageException("cannot read the token file " + file);
        }
    }
}
