package io.github.jupan.local;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A small model for tests: the file that the system property `jupan.test.model` or the variable
/// `JUPAN_TEST_MODEL` names, else SmolLM2-135M in the folder of pulled models. Tests that need it are skipped
/// without it, and say so.
public final class TestModel {

    private static final String NAME = "smollm2-135m";

    private TestModel() {}

    public static Path file() {
        Optional<Path> found = Stream.of(
                        path(System.getProperty("jupan.test.model")), path(System.getenv("JUPAN_TEST_MODEL")), pulled())
                .flatMap(Optional::stream)
                .findFirst();
        assumeTrue(
                found.filter(Files::isRegularFile).isPresent(),
                () -> "no model to test with"
                        + found.map(named -> ": there is no file " + named).orElse("")
                        + "; `./jupan models pull " + NAME + "` brings one, or JUPAN_TEST_MODEL names one");
        return found.orElseThrow();
    }

    private static Optional<Path> path(@Nullable String text) {
        return text == null || text.isBlank() ? Optional.empty() : Optional.of(Path.of(text));
    }

    private static Optional<Path> pulled() {
        Path data = path(System.getenv("XDG_DATA_HOME"))
                .orElseGet(() -> Path.of(Objects.requireNonNull(System.getProperty("user.home")), ".local", "share"));
        Path file = data.resolve("jupan").resolve("models").resolve(NAME + ".gguf");
        return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
    }
}
