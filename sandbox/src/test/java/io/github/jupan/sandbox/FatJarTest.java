package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.loader.launch.JarLauncher;

/// The layout of a Spring Boot fat jar, started with Spring Boot's own loader.
class FatJarTest {

    @TempDir
    Path folder;

    @Test
    void aWorkerStartsFromJarsThatLieInsideAnotherJar() throws Exception {
        Path jar = folder.resolve("app with spaces.jar");
        build(jar);
        Path home = Files.createDirectory(folder.resolve("home"));
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "'strawberry'.count('r')");
        builder.environment().put("XDG_CACHE_HOME", home.toString());
        Process process = builder.redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output).contains("Completed[value=3,");
        try (Stream<Path> copies = Files.list(home.resolve("jupan/jars"))) {
            assertThat(copies.map(Path::toString)).isNotEmpty().allMatch(name -> name.endsWith(".jar"));
        }
    }

    private static void build(Path jar) throws Exception {
        try (OutputStream file = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(file)) {
            zip.setLevel(1);
            add(zip, "META-INF/MANIFEST.MF", """
                Manifest-Version: 1.0
                Main-Class: %s
                Start-Class: %s
                Spring-Boot-Classes: BOOT-INF/classes/
                Spring-Boot-Lib: BOOT-INF/lib/

                """.formatted(JarLauncher.class.getName(), OneRun.class.getName())
                    .getBytes(StandardCharsets.UTF_8));
            try (JarFile loader = new JarFile(location(JarLauncher.class).toFile())) {
                for (Enumeration<JarEntry> entries = loader.entries(); entries.hasMoreElements(); ) {
                    JarEntry entry = entries.nextElement();
                    if (entry.getName().endsWith(".class") || entry.getName().startsWith("META-INF/services")) {
                        add(zip, entry.getName(), loader.getInputStream(entry).readAllBytes());
                    }
                }
            }
            zip.putNextEntry(new ZipEntry("BOOT-INF/classes/"));
            zip.putNextEntry(new ZipEntry("BOOT-INF/lib/"));
            for (String entry : List.of(System.getProperty("java.class.path").split(File.pathSeparator))) {
                Path path = Path.of(entry);
                if (path.endsWith("test-classes")) {
                    addFolder(zip, "BOOT-INF/classes/", path);
                } else if (path.endsWith("classes")) {
                    ByteArrayOutputStream inner = new ByteArrayOutputStream();
                    try (ZipOutputStream sandbox = new ZipOutputStream(inner)) {
                        addFolder(sandbox, "", path);
                    }
                    store(zip, "BOOT-INF/lib/jupan-sandbox.jar", inner.toByteArray());
                } else if (path.toString().contains("graalvm")) {
                    store(zip, "BOOT-INF/lib/" + path.getFileName(), Files.readAllBytes(path));
                }
            }
        }
    }

    private static void addFolder(ZipOutputStream zip, String prefix, Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace(File.separatorChar, '/');
                add(zip, prefix + name, Files.readAllBytes(file));
            }
        }
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static Path location(Class<?> type) throws URISyntaxException {
        URL location = type.getProtectionDomain().getCodeSource().getLocation();
        return Path.of(location.toURI());
    }
}
