package io.github.jupan.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// Pure-Python packages that guest code may import beside the standard library. Modules are handed over by name, as
/// text; the guest sees no folder and cannot write to one.
///
/// @param roots folders that hold modules the way `site-packages` does; the first one that has a module gives it
public record Packages(List<Path> roots) {

    /// The standard library alone.
    public static final Packages NONE = new Packages(List.of());

    public Packages {
        roots = List.copyOf(roots);
    }

    /// Every folder in this one is a root, in the order of their names; a folder that does not exist has none.
    /// `jupan packages add` makes such a folder.
    ///
    /// @throws SandboxException when the folder cannot be read
    public static Packages in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return NONE;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return new Packages(entries.filter(Files::isDirectory)
                    .filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList());
        } catch (IOException e) {
            throw new SandboxException("the packages in " + folder + " cannot be read", e);
        }
    }
}
