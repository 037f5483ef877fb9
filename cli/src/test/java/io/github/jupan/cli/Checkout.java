package io.github.jupan.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where this project's root is, whichever of its folders the tests run in.
public final class Checkout {
    private Checkout() {}

    public static Path root() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException(
                "no mvnw in a folder above " + Path.of("").toAbsolutePath());
    }
}
