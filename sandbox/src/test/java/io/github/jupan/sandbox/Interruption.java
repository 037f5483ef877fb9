package io.github.jupan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/// A thread that is interrupted while its code runs.
final class Interruption {

    private Interruption() {}

    /// Checks that the run is cancelled, the thread stays interrupted, and the next run works.
    static void ends(Interpreter python) throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Execution> execution = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            execution.complete(python.run(
                    "print('go', flush=True)\nwhile True: pass", (_, _) -> running.countDown(), new Cancellation()));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        running.await();
        thread.interrupt();
        assertThat(execution.get()).isInstanceOf(Execution.Cancelled.class);
        assertThat(interrupted.get()).isTrue();
        assertThat(Sandboxes.value(python, "1 + 1")).isEqualTo("2");
    }
}
