package io.github.jupan.server;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// Starts a program of the tests' class path in a JVM of its own, many times: the classes are shared by way of an
/// archive, which halves a start.
final class QuickJvm {

    private final List<String> command;
    private final Path folder;

    private QuickJvm(List<String> command, Path folder) {
        this.command = command;
        this.folder = folder;
    }

    /// Runs the program once, to its end, to make the archive.
    static QuickJvm trained(Path folder, Class<?> program, String... arguments) throws Exception {
        List<String> jars = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isDirectory(path)) {
                jars.add(jar(path, folder.resolve("classes" + jars.size() + ".jar"))
                        .toString());
            } else if (Files.exists(path)) {
                jars.add(entry);
            }
        }
        Path natives = Files.createDirectories(folder.resolve("natives"));
        QuickJvm jvm = new QuickJvm(
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+AutoCreateSharedArchive",
                        "-XX:SharedArchiveFile=" + folder.resolve("classes.jsa"),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xshare:auto",
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dorg.sqlite.tmpdir=" + natives,
                        "-cp",
                        String.join(File.pathSeparator, jars),
                        program.getName()),
                folder);
        Process training = jvm.start(arguments);
        training.getInputStream().transferTo(OutputStream.nullOutputStream());
        if (training.waitFor() != 0) {
            throw new AssertionError(program + " ended with " + training.exitValue() + ": " + jvm.errors());
        }
        return jvm;
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, out);
            }
        }
        return jar;
    }

    Process start(String... arguments) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(words)
                .redirectError(folder.resolve("errors").toFile())
                .start();
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("errors"));
    }
}
