package io.github.jupan.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.internal.WorkerProcess.Spec;
import io.github.jupan.sandbox.internal.guest.WorkerMain;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AotCacheTest {

    @TempDir
    private Path folder;

    @Test
    void isBuiltInTheBackgroundAndUsedUntilAJarChanges() throws Exception {
        Path jar = sandboxJar();
        List<String> jvm = WorkerJvm.java(Bindings.usualSpec());
        String classPath = jarsOnly(jar);
        AotCache cache = AotCache.of(jvm, classPath, folder);
        assertThat(cache.options()).isEmpty();

        cache.build();
        awaitEndOfBuild();
        assertThat(cache.options()).isNotEmpty();
        assertThat(readiness(jvm, cache.options(), classPath)).isEqualTo('Y');

        Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
        assertThat(AotCache.of(jvm, classPath, folder).options()).isEmpty();
    }

    @Test
    void nobodyBuildsWhileSomebodyElseIsAtIt() throws Exception {
        AotCache cache = AotCache.of(List.of("/nonexistent/java"), jarsOnly(sandboxJar()), folder);
        cache.build();
        awaitEndOfBuild();
        assertThat(cache.options()).as("that JVM made none").isEmpty();
        Files.createFile(Path.of(cache.file() + ".building"));
        cache.build();
        try (Stream<Path> files = Files.list(folder.resolve("aot"))) {
            assertThat(files).containsExactly(Path.of(cache.file() + ".building"));
        }
    }

    @Test
    void aClassPathWithFoldersHasNone() throws Exception {
        AotCache cache = AotCache.of(WorkerJvm.java(Bindings.usualSpec()), folder.toString(), folder);
        cache.build();
        assertThat(folder.resolve("aot")).doesNotExist();
        assertThat(cache.options()).isEmpty();
    }

    private void awaitEndOfBuild() throws Exception {
        Instant end = Instant.now().plus(Duration.ofMinutes(10));
        while (isBuilding()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }

    private boolean isBuilding() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("aot"))) {
            return files.anyMatch(file -> file.toString().endsWith(".building"));
        }
    }

    /// What a worker says first. `AOTMode=on` has the JVM refuse to start when it cannot use the cache.
    private static int readiness(List<String> jvm, List<String> options, String classPath) throws IOException {
        Spec usual = Bindings.usualSpec();
        List<String> command = new ArrayList<>(jvm);
        command.addAll(options);
        command.addAll(List.of("-XX:AOTMode=on", "-cp", classPath, WorkerMain.class.getName()));
        command.addAll(List.of(Long.toString(usual.stackBytes()), "false"));
        Process worker = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (DataInputStream in = new DataInputStream(worker.getInputStream())) {
            in.readInt();
            return in.readUnsignedByte();
        } finally {
            worker.destroyForcibly();
        }
    }

    private static String jarsOnly(Path sandboxJar) {
        List<String> jars = new ArrayList<>(List.of(sandboxJar.toString()));
        for (String entry : WorkerJvm.classPath().split(File.pathSeparator, -1)) {
            if (entry.endsWith(".jar")) {
                jars.add(entry);
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private Path sandboxJar() throws IOException {
        Path jar = folder.resolve("jupan-sandbox.jar");
        Path classes = Path.of(WorkerJvm.classPath().split(File.pathSeparator, -1)[0]);
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file);
                Stream<Path> entries = Files.walk(classes)) {
            for (Path entry : entries.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(classes.relativize(entry).toString()));
                zip.write(Files.readAllBytes(entry));
                zip.closeEntry();
            }
        }
        return jar;
    }
}
