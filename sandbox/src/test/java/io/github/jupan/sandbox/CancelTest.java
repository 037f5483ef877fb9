package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.sandbox.Execution.Cancelled;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Isolated("looks at all processes")
class CancelTest {

    private static final Limits PATIENT = Limits.DEFAULT.withDeadline(Duration.ofMinutes(5));

    @ParameterizedTest
    @ValueSource(strings = {"while True: pass", "10**(10**8)", "import time\ntime.sleep(1000)"})
    void endsARunFromAnotherThread(String code) throws Exception {
        try (Interpreter python = Sandboxes.WORKERS.open(PATIENT)) {
            CountDownLatch running = new CountDownLatch(1);
            Cancellation cancellation = new Cancellation();
            CompletableFuture<Execution> execution = CompletableFuture.supplyAsync(
                    () -> python.run("print('go', flush=True)\n" + code, (_, _) -> running.countDown(), cancellation));
            running.await();
            cancellation.cancel();
            assertThat(execution.get())
                    .isInstanceOfSatisfying(
                            Cancelled.class,
                            cancelled -> assertThat(cancelled.output().stdout()).startsWith("go"));
            assertThat(value(python, "1 + 1")).isEqualTo("2");
        }
    }

    @Test
    void endsARunWhoseWorkerHasNotStartedYet() throws Exception {
        try (Sandbox cold = new WorkerSandbox();
                Interpreter python = cold.open(PATIENT)) {
            Cancellation cancellation = new Cancellation();
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Execution> execution = CompletableFuture.supplyAsync(() -> {
                begun.countDown();
                return python.run("while True: pass", (_, _) -> {}, cancellation);
            });
            begun.await();
            cancellation.cancel();
            assertThat(execution.get()).isInstanceOf(Cancelled.class);
        }
    }

    @Test
    void aRunThatWasCancelledBeforehandDoesNotBeginAndCostsNothing() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (Interpreter python = Sandboxes.WORKERS.open(PATIENT)) {
            run(python, "kept = 1");
            assertThat(python.run("kept = 2", (_, _) -> {}, cancellation))
                    .isEqualTo(new Cancelled(false, Execution.Output.NONE, Duration.ZERO));
            assertThat(value(python, "kept")).isEqualTo("1");
        }
    }

    @Test
    void interruptingTheCallingThreadCancelsTheRun() throws Exception {
        try (Interpreter python = Sandboxes.WORKERS.open(PATIENT)) {
            Interruption.ends(python);
        }
    }

    /// The pool's worker is used again at once: what was meant for the last run must not reach the next.
    @Test
    void aLateCancellationHitsNobodyElse() {
        for (int i = 0; i < 20; i++) {
            Cancellation cancellation = new Cancellation();
            try (Interpreter python = Sandboxes.WORKERS.open(PATIENT)) {
                python.run("1", (_, _) -> {}, cancellation);
            }
            Thread.ofPlatform().start(cancellation::cancel);
            try (Interpreter python = Sandboxes.WORKERS.open(PATIENT)) {
                assertThat(value(python, "sum(range(1000))")).isEqualTo("499500");
            }
        }
    }

    @Test
    void aFunctionThatFailsBadlyIsToldAtOnce() {
        try (Interpreter python = Sandboxes.WORKERS.open(PATIENT)) {
            python.bind("broken", new Binding.Function(List.of(), "", _ -> {
                throw new NoClassDefFoundError("org/example/Missing");
            }));
            assertThat(run(python, "broken()").toString()).contains("RuntimeError", "org/example/Missing");
            python.bind("chatty", new Binding.Function(List.of(), "", _ -> {
                throw new IllegalStateException("x".repeat(20_000_000));
            }));
            assertThat(run(python, "chatty()")).isInstanceOf(Execution.Raised.class);
            assertThat(value(python, "1 + 1")).isEqualTo("2");
        }
    }

    @Test
    void closingEndsTheRun() throws Exception {
        Interpreter python = Sandboxes.WORKERS.open(PATIENT);
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<Execution> execution = CompletableFuture.supplyAsync(() -> python.run(
                "print('go', flush=True)\nwhile True: pass", (_, _) -> running.countDown(), new Cancellation()));
        running.await();
        python.close();
        assertThat(execution.get()).isInstanceOf(Cancelled.class);
    }

    @Test
    void aListenerThatThrowsEndsTheRunAndTheNextOneWorks() {
        try (Interpreter python = Sandboxes.WORKERS.open(PATIENT)) {
            OutputListener broken = (_, _) -> {
                throw new IllegalStateException("listener");
            };
            assertThatThrownBy(() -> python.run("print(1)\nwhile True: pass", broken, new Cancellation()))
                    .hasMessage("listener");
            assertThat(value(python, "1 + 1")).isEqualTo("2");
        }
    }

    /// A terminal sends it to the host and to its workers alike.
    @Test
    void ctrlCLeavesTheWorkerAlone() throws Exception {
        try (WatchedWorker worker = WatchedWorker.open(new WorkerSandbox(), PATIENT)) {
            run(worker.python(), "kept = 1");
            for (ProcessHandle process : worker.processes()) {
                assertThat(new ProcessBuilder("kill", "-INT", Long.toString(process.pid()))
                                .start()
                                .waitFor())
                        .isZero();
            }
            assertThat(value(worker.python(), "kept")).isEqualTo("1");
        }
    }

    @Test
    void aWorkerThatDiesIsReplaced() {
        try (WatchedWorker worker = WatchedWorker.open(new WorkerSandbox(), PATIENT)) {
            Interpreter python = worker.python();
            run(python, "x = 1");
            worker.jvm().destroyForcibly();
            worker.jvm().onExit().join();
            assertThatThrownBy(() -> run(python, "x"))
                    .isInstanceOf(SandboxException.class)
                    .hasMessageContaining("variables are gone");
            assertThat(value(python, "'x' in globals()")).isEqualTo("False");
        }
    }
}
