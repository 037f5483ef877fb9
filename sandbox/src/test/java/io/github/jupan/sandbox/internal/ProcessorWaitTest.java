package io.github.jupan.sandbox.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Packages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("takes all processors")
class ProcessorWaitTest {

    /// Twenty threads of ours want each processor that the worker wants.
    @Test
    void whatAWorkerWaitsForAProcessorIsMeasured() throws Exception {
        assumeTrue(Files.exists(Path.of("/proc/self/schedstat")), "skipped: no /proc/self/schedstat");
        AtomicReference<WorkerProcess> worker = new AtomicReference<>();
        AtomicBoolean over = new AtomicBoolean();
        List<Thread> busy = new ArrayList<>();
        try (Workers workers = new Workers(spec -> {
                    worker.set(WorkerProcess.start(spec, OsLayer.strongest()));
                    return worker.get();
                });
                WorkerInterpreter python = new WorkerInterpreter(
                        workers, Limits.DEFAULT.withDeadline(Duration.ofMinutes(2)), new PackageDoor(Packages.NONE))) {
            python.run("1", (_, _) -> {}, new Cancellation());
            long before = worker.get().waitedNanos();
            assertThat(before).isPositive();
            for (int i = 0; i < 20 * Runtime.getRuntime().availableProcessors(); i++) {
                busy.add(Thread.ofPlatform().daemon().start(() -> {
                    while (!over.get()) {
                        Thread.onSpinWait();
                    }
                }));
            }
            assertThat(python.run("sum(i for i in range(300_000))", (_, _) -> {}, new Cancellation()))
                    .isInstanceOf(Execution.Completed.class);
            assertThat(worker.get().waitedNanos() - before).isGreaterThan(10_000_000);
        } finally {
            over.set(true);
            for (Thread each : busy) {
                each.join();
            }
        }
    }
}
