package io.github.jupan.cli;

import io.github.jupan.sandbox.Packages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The packages that were added, each a folder of its own.
///
/// @param path made with the first package
record PackageFolder(Path path) {

    private static final String VERSION_MARK = "==";

    /// A package that was added.
    ///
    /// @param version empty when it has none
    record Added(String name, String version, Path folder) {}

    Packages packages() {
        return Packages.in(path);
    }

    List<Added> list() throws IOException {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> !folder.getFileName().toString().startsWith("."))
                    .map(PackageFolder::added)
                    .sorted(Comparator.comparing(Added::name))
                    .toList();
        }
    }

    private static Added added(Path folder) {
        String[] parts = folder.getFileName().toString().split(VERSION_MARK, 2);
        return new Added(parts[0], parts.length == 2 ? parts[1] : "", folder);
    }

    /// Takes the place of an older version.
    Added add(PythonFiles files) throws IOException {
        Files.createDirectories(path);
        Path made = Files.createTempDirectory(path, ".adding");
        try {
            for (Map.Entry<String, byte[]> file : files.files().entrySet()) {
                Path target = made.resolve(file.getKey()).normalize();
                if (!target.startsWith(made)) {
                    throw new UsageException(file.getKey() + " lies outside its package");
                }
                Files.createDirectories(target.getParent());
                Files.write(target, file.getValue());
            }
            remove(files.name());
            String version = files.version();
            Path target = path.resolve(version.isEmpty() ? files.name() : files.name() + VERSION_MARK + version);
            return added(Files.move(made, target));
        } finally {
            delete(made);
        }
    }

    /// @return whether it was there
    boolean remove(String name) throws IOException {
        boolean removed = false;
        for (Added added : list()) {
            if (added.name().equals(Requirement.normalised(name))) {
                delete(added.folder());
                removed = true;
            }
        }
        return removed;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
