package io.github.jupan.packages.internal;

import io.github.jupan.packages.PackageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Python sources as they lie: a package (a folder with `__init__.py`), a module (`name.py`), or a folder that holds
/// some of these, directly or in `src`.
public final class SourceFolder {

    private static final Set<String> NO_PART_OF_IT = Set.of("setup.py", "conftest.py", "tests", "test", "docs");

    private SourceFolder() {}

    /// @throws PackageException when it cannot be added
    public static PythonFiles read(Path given) throws IOException {
        Path path = given.toRealPath();
        String name = path.getFileName().toString();
        Map<String, Path> files = new HashMap<>();
        if (Files.isRegularFile(path)) {
            if (!isModule(path)) {
                throw new PackageException(given + " is neither a wheel nor a folder nor a Python file");
            }
            files.put(name, path);
            name = name.substring(0, name.length() - ".py".length());
        } else if (isPackage(path)) {
            collect(path, path.resolveSibling("."), files);
        } else {
            Path root = Files.isDirectory(path.resolve("src")) ? path.resolve("src") : path;
            for (Path part : parts(root)) {
                collect(part, root, files);
            }
        }
        return new PythonFiles(Requirement.normalised(name), "", files.keySet(), folder -> copy(files, folder));
    }

    private static void copy(Map<String, Path> files, Path folder) throws IOException {
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Path target = folder.resolve(file.getKey());
            Files.createDirectories(target.getParent());
            Files.copy(file.getValue(), target);
        }
    }

    private static List<Path> parts(Path root) throws IOException {
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(
                            entry -> !NO_PART_OF_IT.contains(entry.getFileName().toString()))
                    .filter(entry -> isModule(entry) || isPackage(entry))
                    .toList();
        }
    }

    private static boolean isModule(Path path) {
        return Files.isRegularFile(path) && path.toString().endsWith(".py");
    }

    private static boolean isPackage(Path path) {
        return Files.isRegularFile(path.resolve("__init__.py"));
    }

    /// Links are left out: what they lead to is not part of the package.
    private static void collect(Path from, Path root, Map<String, Path> files) throws IOException {
        long bytes = 0;
        try (Stream<Path> all = Files.walk(from)) {
            for (Path file : all.filter(file -> !Files.isSymbolicLink(file) && Files.isRegularFile(file))
                    .filter(file -> !file.toString().contains("__pycache__"))
                    .toList()) {
                bytes += Files.size(file);
                if (bytes > PythonFiles.MOST_BYTES) {
                    throw new PackageException(from + " is too large to be added");
                }
                files.put(root.normalize().relativize(file).toString().replace('\\', '/'), file);
            }
        }
    }
}
