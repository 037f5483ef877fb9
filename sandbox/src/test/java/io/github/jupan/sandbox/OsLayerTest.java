package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the worker process is like, seen from the host through `/proc`.
@Isolated("looks at all processes")
class OsLayerTest {

    private static final Limits PATIENT = Limits.DEFAULT.withDeadline(Duration.ofMinutes(5));

    @ParameterizedTest
    @EnumSource(
            value = Isolation.class,
            names = {"NAMESPACES", "RESOURCE_LIMITS", "PROCESS"})
    void runsSnippetsAtEachIsolationAndIsKilledAtEach(Isolation isolation) throws Exception {
        assumeAvailable(isolation);
        WatchedWorker worker = WatchedWorker.open(new WorkerSandbox(isolation, Packages.NONE), PATIENT);
        try (worker) {
            assertThat(worker.sandbox().isolation()).isEqualTo(isolation);
            assertThat(Sandboxes.value(worker.python(), "import decimal\ndecimal.Decimal(2).sqrt()"))
                    .isEqualTo("Decimal('1.414213562373095048801688724')");
            assertThat(worker.processes()).isNotEmpty().allMatch(ProcessHandle::isAlive);
        }
        for (ProcessHandle process : worker.processes()) {
            process.onExit().get(5, TimeUnit.MINUTES);
        }
    }

    @Test
    void aWorkerHasNothingOfTheHostsEnvironmentOrFiles() throws IOException {
        assumeTrue(Files.isDirectory(Path.of("/proc/self")), "skipped: no /proc");
        try (WatchedWorker worker = WatchedWorker.open(new WorkerSandbox(), PATIENT)) {
            Path proc = Path.of("/proc", Long.toString(worker.jvm().pid()));
            assertThat(Files.readString(proc.resolve("environ")).split("\0"))
                    .allMatch(variable -> variable.matches("(LC_ALL|MALLOC_ARENA_MAX|PWD)=.*"));
            assertThat(openFiles(proc))
                    .allMatch(file -> file.startsWith("pipe:")
                            || file.startsWith("socket:")
                            || file.endsWith(".jar")
                            || file.endsWith("/lib/modules")
                            || file.startsWith("/dev/")
                            || file.contains("/jupan/"));
            try (Stream<Path> folder = Files.list(proc.resolve("cwd"))) {
                assertThat(folder).isEmpty();
            }
        }
    }

    @Test
    void aWorkerWritesNoFileAndNoCoreDump() throws IOException {
        assumeAvailable(Isolation.RESOURCE_LIMITS);
        try (WatchedWorker worker =
                WatchedWorker.open(new WorkerSandbox(Isolation.RESOURCE_LIMITS, Packages.NONE), PATIENT)) {
            assertThat(Files.readAllLines(
                                    Path.of("/proc", Long.toString(worker.jvm().pid()), "limits"))
                            .stream()
                            .map(line -> line.replaceAll(" +", " ").strip()))
                    .contains(
                            "Max file size 0 0 bytes", "Max core file size 0 0 bytes", "Max open files 128 128 files");
        }
    }

    @Test
    void theUsualModulesAreCompiledBeforeAnyWorkerReadsThem() {
        assumeAvailable(Isolation.RESOURCE_LIMITS);
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
            assertThat(Path.of(Sandboxes.value(python, "import decimal\ndecimal.__spec__.cached")
                            .replace("'", "")))
                    .isRegularFile();
        }
    }

    @Test
    void namespacesShowAWorkerNothingOfTheMachine() throws IOException {
        assumeAvailable(Isolation.NAMESPACES);
        try (WatchedWorker worker =
                WatchedWorker.open(new WorkerSandbox(Isolation.NAMESPACES, Packages.NONE), PATIENT)) {
            Path proc = Path.of("/proc", Long.toString(worker.jvm().pid()));
            for (String kind : List.of("net", "pid", "mnt", "ipc", "uts", "user")) {
                assertThat(Files.readSymbolicLink(proc.resolve("ns/" + kind)))
                        .isNotEqualTo(Files.readSymbolicLink(Path.of("/proc/self/ns", kind)));
            }
            List<String> status = Files.readAllLines(proc.resolve("status"));
            assertThat(status).contains("NoNewPrivs:\t1", "CapEff:\t0000000000000000", "CapBnd:\t0000000000000000");
            Path root = proc.resolve("root");
            try (Stream<Path> top = Files.list(root)) {
                Set<String> names =
                        top.map(path -> path.getFileName().toString()).collect(Collectors.toSet());
                assertThat(names).doesNotContain("boot", "home", "sys", "run", "var", "mnt", "bin", "sbin");
            }
            assertThat(root.resolve("etc/passwd")).doesNotExist();
            assertThat(root.resolve("usr/bin")).doesNotExist();
            assertThat(Files.readAllLines(proc.resolve("net/dev")).stream().skip(2))
                    .allMatch(device -> device.strip().startsWith("lo:"));
            assertThat(Files.readAllLines(proc.resolve("mounts")).stream()
                            .map(mount -> mount.split(" "))
                            .filter(mount -> !mount[1].startsWith("/proc") && !mount[1].startsWith("/dev/"))
                            .map(mount -> mount[1] + " " + mount[3].split(",")[0]))
                    .isNotEmpty()
                    .allMatch(mount -> mount.endsWith(" ro"));
        }
    }

    @Test
    void demandingMoreThanTheMachineHasFailsInOneLine() {
        Isolation strongest = WorkerSandbox.strongestIsolation();
        try (WorkerSandbox sandbox = WorkerSandbox.requiring(strongest, Packages.NONE)) {
            assertThat(sandbox.isolation()).isEqualTo(strongest);
        }
        if (strongest != Isolation.NAMESPACES) {
            assertThatThrownBy(() -> WorkerSandbox.requiring(Isolation.NAMESPACES, Packages.NONE))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageStartingWith("this machine cannot isolate workers by namespaces: ")
                    .message()
                    .hasLineCount(1);
        }
    }

    private static List<String> openFiles(Path proc) throws IOException {
        try (Stream<Path> files = Files.list(proc.resolve("fd"))) {
            return files.map(OsLayerTest::target).toList();
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return "pipe: gone";
        }
    }

    private static void assumeAvailable(Isolation isolation) {
        assumeTrue(WorkerSandbox.strongestIsolation().includes(isolation), "skipped: " + isolation + ", " + WorkerSandbox.isolationAdvice());
    }
}
