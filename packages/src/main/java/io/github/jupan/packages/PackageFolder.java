package io.github.jupan.packages;

import io.github.jupan.packages.internal.PythonFiles;
import io.github.jupan.packages.internal.Requirement;
import io.github.jupan.packages.internal.SourceFolder;
import io.github.jupan.packages.internal.Wheel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// The pure-Python packages that were added, each a folder of its own that holds modules as `site-packages` does.
///
/// @param path made with the first package
public record PackageFolder(Path path) {

    private static final String VERSION_MARK = "==";
    private static final String PARTIAL = ".partial";

    /// A package that was added.
    ///
    /// @param version empty when it has none
    public record Added(String name, String version, Path folder) {}

    /// Those that are there, by name.
    public List<Added> list() throws IOException {
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

    /// Adds a wheel, a folder of sources or one `.py` file, in the place of an older version.
    ///
    /// @throws PackageException when it cannot be added
    public Added add(Path source) throws IOException {
        boolean wheel = Files.isRegularFile(source) && source.toString().endsWith(".whl");
        return add(wheel ? Wheel.read(source).files() : SourceFolder.read(source));
    }

    /// Adds a package and what it needs from an index: all of them, or none.
    ///
    /// @param requirement such as `sympy` or `sympy==1.13.3`
    /// @throws PackageException when one of them cannot be added
    /// @throws DownloadException when one of them cannot be had; what has come of it is gone on with the next time
    public List<Added> add(String requirement, PackageIndex index) throws IOException, InterruptedException {
        Path partial = path.resolve(PARTIAL);
        List<Added> all = new ArrayList<>();
        try (Turn turn = Turn.take(partial, () -> {})) {
            try {
                for (PythonFiles files : index.fetch(requirement, partial)) {
                    all.add(add(files));
                }
            } catch (PackageException unusable) {
                turn.clear();
                throw unusable;
            }
            turn.clear();
        }
        return all;
    }

    private Added add(PythonFiles files) throws IOException {
        Files.createDirectories(path);
        Path made = Files.createTempDirectory(path, ".adding");
        try {
            for (String file : files.paths()) {
                if (!made.resolve(file).normalize().startsWith(made)) {
                    throw new PackageException(file + " lies outside its package");
                }
            }
            files.content().copyTo(made);
            remove(files.name());
            String version = files.version();
            Path target = path.resolve(version.isEmpty() ? files.name() : files.name() + VERSION_MARK + version);
            return added(Files.move(made, target));
        } finally {
            delete(made);
        }
    }

    /// What a package says that it needs here and that was not added.
    public List<String> missing(Added added) throws IOException {
        List<String> there = list().stream().map(Added::name).toList();
        List<String> missing = new ArrayList<>();
        try (Stream<Path> folders = Files.list(added.folder())) {
            for (Path folder : folders.filter(each -> each.toString().endsWith(".dist-info"))
                    .toList()) {
                Path metadata = folder.resolve("METADATA");
                if (Files.isRegularFile(metadata)) {
                    Requirement.allOf(Files.readString(metadata)).stream()
                            .filter(need -> need.isNeededHere() && !there.contains(need.name()))
                            .forEach(need -> missing.add(need.name()));
                }
            }
        }
        return missing;
    }

    /// @return the names in their normal form, one or none
    public List<String> remove(String name) throws IOException {
        List<String> removed = new ArrayList<>();
        for (Added added : list()) {
            if (added.name().equals(Requirement.normalised(name))) {
                delete(added.folder());
                removed.add(added.name());
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
