package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.sandbox.internal.WorkerProcess.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The command that starts a worker's JVM.
final class WorkerJvm {

    private WorkerJvm() {}

    /// @throws SandboxException when a jar is missing
    static String classPath() {
        return ClassPath.TEXT;
    }

    /// @throws IOException when the cache folder cannot be made
    static List<String> command(Spec spec, Class<?> main, String classPath) throws IOException {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + (spec.heapBytes() >> 10) + "k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:+DisableAttachMechanism",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dpolyglot.engine.userResourceCache=" + CacheFolder.create("python"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                classPath,
                main.getName(),
                Long.toString(spec.stackBytes()));
    }

    /// Looked for once, when the first worker starts.
    private static final class ClassPath {
        static final String TEXT = WorkerClassPath.find();
    }
}
