package io.github.jupan.cli.machine;

import io.github.jupan.sandbox.PrivateFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The folder that the sandbox keeps its copies in, and whether it can be written.
///
/// @param advice what to do; empty when nothing needs to be done
record CacheFolder(String state, Optional<String> advice) {

    private static final long FULL_BYTES = 16L << 20;

    /// The caches of a JDK and of Python's library.
    private static final long NEEDED_BYTES = 250L << 20;

    /// @param used where the sandbox keeps them
    /// @param wished where it would, if that could be written
    static CacheFolder of(Path used, Path wished) {
        try {
            PrivateFolder.check(used);
            if (!used.equals(wished)) {
                return new CacheFolder(
                        used + ", because " + wished + " cannot be written",
                        Optional.of("make that yours with chown or chmod, or set XDG_CACHE_HOME to another folder"));
            }
            Path there = existing(used);
            if (!Files.isWritable(there)) {
                return new CacheFolder(
                        used + " cannot be written",
                        Optional.of("make it yours with chown or chmod, or set XDG_CACHE_HOME to another folder"));
            }
            long free = Files.getFileStore(there).getUsableSpace();
            boolean tooLittle = free < FULL_BYTES || (!Files.exists(used) && free < NEEDED_BYTES);
            if (tooLittle) {
                return new CacheFolder(
                        used + ", where " + (free >> 20) + " MB are free",
                        Optional.of("make room, " + (NEEDED_BYTES >> 20)
                                + " MB are enough: without a cache every start is slow"));
            }
        } catch (IOException others) {
            return new CacheFolder(
                    String.valueOf(others.getMessage()), Optional.of("or set XDG_CACHE_HOME to another folder"));
        }
        String state = Files.exists(used) ? used.toString() : used + ", made when it is needed";
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
}
