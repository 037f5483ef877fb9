package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.internal.guest.AotTraining;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The JDK's ahead-of-time cache of the worker's classes, with which a worker starts in half the time, and of which
/// workers share a part. It is made once for each class path and JDK, by a process of its own in the background, and
/// made again when a jar or the JDK has changed. Nothing depends on it.
final class AotCache {

    private static final Duration LONGER_THAN_A_BUILD = Duration.ofMinutes(10);

    /// Only a cache that is whole takes the place of another. It may take its time, and outlives its parent.
    private static final String BUILD = """
        trap '' HUP INT QUIT
        cache=$1 stamp=$2
        shift 2
        nice "$@" </dev/null >/dev/null 2>&1
        if [ -s "$cache.new" ]; then
            rm -f "$cache.stamp"
            mv "$cache.new" "$cache"
            printf %s "$stamp" >"$cache.stamp"
        fi
        rm -f "$cache.new" "$cache.new.config" "$cache.building"
        """;

    private static final System.Logger LOG = System.getLogger(AotCache.class.getName());

    private final List<String> jvm;
    private final String classPath;
    private final Path folder;
    private final Path file;
    private final String stamp;

    private AotCache(List<String> jvm, String classPath, Path folder, String stamp) {
        this.jvm = jvm;
        this.classPath = classPath;
        this.folder = folder;
        this.stamp = stamp;
        file = folder.resolve("worker-" + hash(jvm.getFirst() + classPath).substring(0, 16) + ".aot");
    }

    /// @param jvm the command of a JVM, without a class path
    /// @param classPath must consist of jars, or there is no cache
    /// @throws IOException when a jar cannot be read
    static AotCache of(List<String> jvm, String classPath, Path cacheFolder) throws IOException {
        return new AotCache(jvm, classPath, cacheFolder.resolve("aot"), stamp(jvm, classPath));
    }

    Path file() {
        return file;
    }

    /// The options that make a JVM use the cache; none when it is not there.
    List<String> options() {
        return isThere()
                ? List.of("-XX:AOTCache=" + file, "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0")
                : List.of();
    }

    /// Begins to make the cache where it is missing, unless somebody else is at it.
    void build() {
        if (stamp.isEmpty() || isThere()) {
            return;
        }
        try {
            Files.createDirectories(folder);
            if (!lock()) {
                return;
            }
            List<String> command =
                    new ArrayList<>(List.of("/bin/sh", "-c", BUILD, "jupan-aot", file.toString(), stamp));
            command.addAll(jvm);
            command.addAll(List.of(
                    "-XX:AOTCacheOutput=" + file + ".new",
                    "-cp",
                    classPath,
                    AotTraining.class.getName(),
                    Long.toString(Bindings.usualSpec().stackBytes())));
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.directory(folder.toFile());
            builder.environment().clear();
            builder.environment().put("LC_ALL", "C.UTF-8");
            builder.environment().put("PATH", "/usr/bin:/bin");
            builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.start().getOutputStream().close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "workers start without " + file, e);
        }
    }

    private boolean isThere() {
        try {
            return !stamp.isEmpty()
                    && Files.exists(file)
                    && Files.readString(Path.of(file + ".stamp")).equals(stamp);
        } catch (IOException e) {
            return false;
        }
    }

    /// A build that was cut off leaves its lock behind.
    private boolean lock() throws IOException {
        Path lock = Path.of(file + ".building");
        try {
            Files.createFile(lock);
            return true;
        } catch (FileAlreadyExistsException e) {
            Instant longAgo = Instant.now().minus(LONGER_THAN_A_BUILD);
            if (Files.getLastModifiedTime(lock).toInstant().isAfter(longAgo)) {
                return false;
            }
            Files.setLastModifiedTime(lock, FileTime.from(Instant.now()));
            return true;
        }
    }

    /// What the cache is made from; empty when it cannot be made.
    private static String stamp(List<String> jvm, String classPath) throws IOException {
        StringBuilder seen = new StringBuilder(System.getProperty("java.vm.version")).append(jvm);
        for (String entry : classPath.split(System.getProperty("path.separator"), -1)) {
            Path jar = Path.of(entry);
            if (!Files.isRegularFile(jar) || !Files.isExecutable(Path.of("/bin/sh"))) {
                return "";
            }
            seen.append('\n').append(entry).append(' ').append(Files.size(jar));
            seen.append(' ').append(Files.getLastModifiedTime(jar).toMillis());
        }
        return hash(seen.toString());
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
