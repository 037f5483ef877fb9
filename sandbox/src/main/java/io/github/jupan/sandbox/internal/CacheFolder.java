package io.github.jupan.sandbox.internal;

import com.sun.security.auth.module.UnixSystem;
import io.github.jupan.sandbox.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where files go that can be made again: `$XDG_CACHE_HOME/jupan`, else `$HOME/.cache/jupan`; where that cannot be
/// written,
/// as on a machine whose disk is read-only, a folder of the user's own among the temporary files.
public final class CacheFolder {

    /// Does not change while the process lives: workers rely on it.
    private static final class Found {
        private static final Path PATH = usable(wished(System.getenv()), Path.of(System.getProperty("java.io.tmpdir")));
    }

    private static final int PROBE_BYTES = 1 << 16;

    private CacheFolder() {}

    public static Path path() {
        return Found.PATH;
    }

    /// Where it would be if it could be written.
    public static Path wished(Map<String, String> environment) {
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        if (!xdg.isBlank() && Path.of(xdg).isAbsolute()) {
            return Path.of(xdg, "jupan");
        }
        String home = environment.getOrDefault("HOME", "");
        return Path.of(home.isBlank() ? System.getProperty("user.home") : home, ".cache", "jupan")
                .toAbsolutePath();
    }

    static Path usable(Path wished, Path temporary) {
        if (takesFiles(wished) || !takesFiles(temporary)) {
            return wished;
        }
        return temporary.resolve("jupan-" + user());
    }

    private static String user() {
        try {
            return Long.toString(new UnixSystem().getUid());
        } catch (LinkageError noUnix) {
            return System.getProperty("user.name");
        }
    }

    /// Permissions do not say it all: some file systems refuse even root. A full disk takes no file with something in
    /// it.
    private static boolean takesFiles(Path folder) {
        Path nearest = folder.toAbsolutePath();
        while (nearest.getParent() != null && !Files.exists(nearest)) {
            nearest = nearest.getParent();
        }
        try {
            Path probe = Files.createTempFile(nearest, ".jupan", null);
            try {
                Files.write(probe, new byte[PROBE_BYTES]);
            } finally {
                Files.delete(probe);
            }
            return true;
        } catch (IOException refused) {
            return false;
        }
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
