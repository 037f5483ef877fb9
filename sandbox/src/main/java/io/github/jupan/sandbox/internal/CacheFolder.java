package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where files go that can be made again: `$XDG_CACHE_HOME/jupan`, else `~/.cache/jupan`.
public final class CacheFolder {

    private CacheFolder() {}

    public static Path path() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path base = xdg == null || xdg.isBlank() || !Path.of(xdg).isAbsolute()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(xdg);
        return base.resolve("jupan");
    }

    /// The folder, made for the user alone: what is loaded from there runs with the user's rights.
    ///
    /// @throws IOException when it cannot be made, or others could have put something there
    static Path create() throws IOException {
        return PrivateFolder.create(path());
    }

    /// A folder in it.
    ///
    /// @throws IOException as [#create()]
    static Path create(String name) throws IOException {
        return Files.createDirectories(create().resolve(name));
    }
}
