package io.github.jupan.cli;

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
        if (Files.isDirectory(folder)) {
            return Files.isWritable(folder)
                    ? new CacheFolder(folder.toString(), Optional.empty())
                    : new CacheFolder(folder + " cannot be written", Optional.of("make it yours with chown or chmod"));
        }
        Path existing = folder;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        return existing != null && Files.isWritable(existing)
                ? new CacheFolder(folder + ", made when it is needed", Optional.empty())
                : new CacheFolder(
                        folder + " cannot be made", Optional.of("set XDG_CACHE_HOME to a folder that can be written"));
    }
}
