package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.sandbox.internal.WorkerProcess.Spec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The command that starts a worker's JVM.
final class WorkerJvm {

    /// For short snippets: a worker that starts soon and stays small. A young generation stays as large as it was at
    /// its fullest. Code that is hot for long is compiled a second time, and not while the worker starts.
    private static final List<String> LIGHT = List.of(
            "-Xms40m",
            "-Xmn8m",
            "-XX:MinHeapFreeRatio=2",
            "-XX:MaxHeapFreeRatio=5",
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:Tier4BackEdgeThreshold=400000");

    /// For long texts and long work: memory that was needed is soon needed again.
    private static final List<String> HEAVY = List.of("-Xmn64m", "-XX:MinHeapFreeRatio=40", "-XX:MaxHeapFreeRatio=90");

    private static final System.Logger LOG = System.getLogger(WorkerJvm.class.getName());

    /// Found when the first worker starts.
    private static @Nullable String classPath;

    private WorkerJvm() {}

    /// @throws SandboxException when a jar is missing
    static synchronized String classPath() {
        String known = classPath;
        if (known == null) {
            known = WorkerClassPath.find();
            classPath = known;
        }
        return known;
    }

    /// @throws IOException when the cache folder cannot be made
    static List<String> command(Spec spec, Class<?> main, String classPath) throws IOException {
        List<String> command = new ArrayList<>(java(spec));
        command.addAll(cache(classPath).options());
        command.addAll(List.of(
                "-cp", classPath, main.getName(), Long.toString(spec.stackBytes()), Boolean.toString(isHeavy(spec))));
        return command;
    }

    /// Has the next workers start sooner than this one did, unless the user wants none of it.
    static void buildCache() {
        try {
            if (!"off".equals(System.getenv("JUPAN_AOT"))) {
                cache(classPath()).build();
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "no cache can be made: workers start as slowly as this one", e);
        }
    }

    private static AotCache cache(String classPath) throws IOException {
        return AotCache.of(java(Bindings.usualSpec()), classPath, CacheFolder.create());
    }

    /// The JVM without a class path.
    static List<String> java(Spec spec) throws IOException {
        List<String> java = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                // What a JVM logs would otherwise go among the frames.
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Xmx" + (spec.heapBytes() >> 10) + "k",
                "-XX:MaxDirectMemorySize=16m",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:+UseSerialGC",
                // What the cache knows of a short training would keep code from being compiled well.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-AOTReplayTraining",
                "-XX:-ShrinkHeapInSteps",
                "-XX:TrimNativeHeapInterval=5000",
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+DisplayVMOutputToStderr",
                "-XX:+DisableAttachMechanism",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-Djava.awt.headless=true",
                StandardLibrary.OPTION + CacheFolder.create("python"),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        java.addAll(isHeavy(spec) ? HEAVY : LIGHT);
        return java;
    }

    private static boolean isHeavy(Spec spec) {
        return spec.heapBytes() > Bindings.usualSpec().heapBytes();
    }
}
