package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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

    /// Two carriers and no more, which three virtual threads that wait for code would hold.
    @Test
    void waitingForCodeHoldsNoCarrier() throws Exception {
        Process host = start(
                List.of("-Djdk.virtualThreadScheduler.parallelism=2", "-Djdk.virtualThreadScheduler.maxPoolSize=2"),
                VirtualThreads.class,
                List.of());
        try (BufferedReader out = host.inputReader()) {
            assertThat(out.lines().toList())
                    .containsExactly("1000 of 1000 while 3 wait", "3 waited", "1000 of 1000 ran");
        }
        assertThat(host.waitFor()).isZero();
    }

    private static void end(List<ProcessHandle> workers) throws Exception {
        for (ProcessHandle worker : workers) {
            worker.onExit().get(5, TimeUnit.MINUTES);
            assertThat(worker.isAlive()).isFalse();
        }
    }

    private static Process start(String snippet) throws IOException {
        return start(List.of(), OneRun.class, List.of(snippet));
    }

    private static Process start(List<String> options, Class<?> main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
