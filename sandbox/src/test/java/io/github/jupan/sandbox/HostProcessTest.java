package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("looks at all processes")
class HostProcessTest {

    /// The worker computes without a safepoint when its host is killed; nobody is left to stop it.
    @Test
    void killingTheHostLeavesNoWorkerBehind() throws Exception {
        Process host = start("print('go', flush=True)\n10**(10**8)");
        try (BufferedReader out = host.inputReader()) {
            assertThat(out.readLine()).isEqualTo("go");
            List<ProcessHandle> workers = host.descendants().toList();
            assertThat(workers).isNotEmpty().allMatch(ProcessHandle::isAlive);
            host.destroyForcibly();
            end(workers);
        }
    }

    @Test
    void aHostThatEndsLeavesNoWorkerBehind() throws Exception {
        Process host = start("print('go', flush=True)\nimport time\ntime.sleep(1)");
        try (BufferedReader out = host.inputReader()) {
            assertThat(out.readLine()).isEqualTo("go");
            List<ProcessHandle> workers = host.descendants().toList();
            assertThat(workers).isNotEmpty();
            assertThat(host.waitFor(5, TimeUnit.MINUTES)).isTrue();
            end(workers);
        }
    }

    /// After half a minute in which two virtual threads wait at pipes, and nothing else happens, a JVM on two cores
    /// runs no virtual thread any more. Only platform threads are listed here.
    @Test
    void noVirtualThreadWaitsForAWorker() {
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
            assertThat(Sandboxes.value(python, "1 + 1")).isEqualTo("2");
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("worker-stderr");
        }
    }

    private static void end(List<ProcessHandle> workers) throws Exception {
        for (ProcessHandle worker : workers) {
            worker.onExit().get(5, TimeUnit.MINUTES);
            assertThat(worker.isAlive()).isFalse();
        }
    }

    private static Process start(String snippet) throws IOException {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneRun.class.getName(),
                        snippet))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
