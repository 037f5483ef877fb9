package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HostProcessTest {

    /// The worker computes without a safepoint when its host is killed; nobody is left to stop it.
    @Test
    void killingTheHostLeavesNoWorkerBehind() throws Exception {
        Process host = start("import os\nprint(os.getpid(), flush=True)\n10**(10**8)");
        ProcessHandle worker;
        try (BufferedReader out = host.inputReader()) {
            worker = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
            assertThat(worker.isAlive()).isTrue();
            host.destroyForcibly();
            worker.onExit().get(30, TimeUnit.SECONDS);
        }
        assertThat(worker.isAlive()).isFalse();
    }

    @Test
    void aHostThatEndsLeavesNoWorkerBehind() throws Exception {
        Process host = start("import os\nprint(os.getpid(), flush=True)");
        try (BufferedReader out = host.inputReader()) {
            var worker = ProcessHandle.of(Long.parseLong(out.readLine()));
            assertThat(host.waitFor(60, TimeUnit.SECONDS)).isTrue();
            if (worker.isPresent()) {
                worker.get().onExit().get(30, TimeUnit.SECONDS);
            }
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
