package io.github.jupan.cli.machine;

import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.sandbox.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder that the sandbox keeps its copies in, and whether it can be written.
///
/// @param advice what to do; empty when nothing needs to be done
record CacheFolder(String state, Optional<String> advice) {

    static CacheFolder of(Surroundings surroundings) {
        String cache = surroundings.variable("XDG_CACHE_HOME");
        Path folder = (cache == null ? surroundings.home().resolve(".cache") : Path.of(cache)).resolve("jupan");
        if (!takesFiles(existing(folder))) {
            return new CacheFolder(
                    folder + " cannot be written",
                    Optional.of("make it yours with chown or chmod, or set XDG_CACHE_HOME to another folder"));
        }
        try {
            PrivateFolder.check(folder);
        } catch (IOException others) {
            return new CacheFolder(
                    String.valueOf(others.getMessage()), Optional.of("or set XDG_CACHE_HOME to another folder"));
        }
        String state = Files.exists(folder) ? folder.toString() : folder + ", made when it is needed";
        return new CacheFolder(state, Optional.empty());
    }

    /// The nearest part of the path that is there.
    private static Path existing(Path folder) {
        Path nearest = folder.toAbsolutePath();
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        return nearest;
    }

    /// Permissions do not say it all: some file systems refuse even root.
    private static boolean takesFiles(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, ".jupan", null));
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
