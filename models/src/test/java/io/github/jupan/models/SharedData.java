package io.github.jupan.models;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/// Public data that lies beside the project, where it is there at all.
final class SharedData {

    private SharedData() {}

    static Path file(String name) {
        Path file = root().resolveSibling("shared").resolve("data").resolve(name);
        Assumptions.assumeTrue(Files.exists(file), () -> "skipped: no ../shared/data/" + name + " beside the project");
        return file;
    }

    /// The project's folder.
    static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (root.getParent() != null && !isRoot(root)) {
            root = root.getParent();
        }
        return root;
    }

    private static boolean isRoot(Path folder) {
        return Files.exists(folder.resolve("mvnw"))
                || (Files.isDirectory(folder.resolve("models")) && Files.exists(folder.resolve("pom.xml")));
    }
}
