package io.github.jupan.practice;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Public data to test against, beside the project; tests skip where it is absent.
public final class SharedData {

    private SharedData() {}

    public static Path file(String name) {
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.exists(folder.resolve("mvnw"))) {
            folder = folder.getParent();
        }
        Path file = folder == null
                ? Path.of(name)
                : folder.resolveSibling("shared/data").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), "skipped: there is no " + file);
        return file;
    }
}
