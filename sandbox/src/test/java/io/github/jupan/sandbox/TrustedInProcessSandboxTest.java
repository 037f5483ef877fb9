package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.sandbox.Execution.Cancelled;
import io.github.jupan.sandbox.Execution.Completed;
import io.github.jupan.sandbox.Execution.Limit;
import io.github.jupan.sandbox.Execution.LimitHit;
import io.github.jupan.sandbox.Execution.Output;
import io.github.jupan.sandbox.Execution.Raised;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("its deadlines are for a machine of its own")
class TrustedInProcessSandboxTest {

    private static final Sandbox SANDBOX = new TrustedInProcessSandbox();
    private static final Limits PATIENT = Limits.DEFAULT.withDeadline(Duration.ofMinutes(5));
    private static final Limits BRIEF = Limits.DEFAULT.withDeadline(Duration.ofSeconds(3));
    private static Interpreter python;

    /// What comes after it finds a Python that has started.
    @BeforeAll
    static void open() {
        python = SANDBOX.open(PATIENT);
        value(python, "1");
    }

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void runsAsTheWorkersDo() {
        run(python, "x = 20");
        assertThat(run(python, "print('hi')\nx + 1")).isInstanceOfSatisfying(Completed.class, completed -> {
            assertThat(completed.value()).isEqualTo("21");
            assertThat(completed.output()).isEqualTo(new Output("hi\n", ""));
        });
        assertThat(run(python, "1 / 0"))
                .isInstanceOfSatisfying(
                        Raised.class,
                        raised -> assertThat(raised.error().type()).isEqualTo("ZeroDivisionError"));
        assertThat(run(python, "open('/etc/passwd')")).isInstanceOf(Execution.Raised.class);
    }

    @Test
    void bindsTextsAndFunctions() {
        python.bind("documents", new Binding.TextMap(Map.of("a", "고래 🐋")));
        python.bind("twice", new Binding.Function(List.of("n"), "Doubles.", json -> json.replaceAll("\\D", "") + "0"));
        assertThat(value(python, "documents['a'].count('🐋'), twice(4)")).isEqualTo("(1, 40)");
    }

    @Test
    void stopsAtItsDeadlineAndKeepsTheVariables() {
        try (Interpreter brief = SANDBOX.open(BRIEF)) {
            run(brief, "kept = 1");
            assertThat(run(brief, "while True: pass")).isInstanceOfSatisfying(LimitHit.class, hit -> {
                assertThat(hit.limit()).isEqualTo(Limit.TIME);
                assertThat(hit.stateLost()).isFalse();
            });
            assertThat(value(brief, "kept")).isEqualTo("1");
        }
    }

    @Test
    void stopsAFloodOfOutput() {
        try (Interpreter brief = SANDBOX.open(BRIEF)) {
            assertThat(run(brief, "while True: print('spam' * 1000)"))
                    .isInstanceOfSatisfying(
                            LimitHit.class, hit -> assertThat(hit.limit()).isIn(Limit.OUTPUT, Limit.TIME));
            assertThat(run(brief, "print('clean')").output().stdout()).isEqualTo("clean\n");
        }
    }

    @Test
    void canBeCancelled() throws Exception {
        try (Interpreter patient = SANDBOX.open(PATIENT)) {
            CountDownLatch running = new CountDownLatch(1);
            Cancellation cancellation = new Cancellation();
            CompletableFuture<Execution> execution = CompletableFuture.supplyAsync(
                    () -> patient.run("print('go')\nwhile True: pass", (_, _) -> running.countDown(), cancellation));
            running.await();
            cancellation.cancel();
            assertThat(execution.get()).isInstanceOf(Cancelled.class);
        }
    }

    @Test
    void aRunThatWasCancelledBeforehandDoesNotBegin() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        try (Interpreter patient = SANDBOX.open(PATIENT)) {
            assertThat(patient.run("x = 1", (_, _) -> {}, cancellation)).isInstanceOf(Cancelled.class);
            assertThat(run(patient, "x")).isInstanceOf(Execution.Raised.class);
        }
    }

    @Test
    void interruptingTheCallingThreadCancelsTheRun() throws Exception {
        try (Interpreter patient = SANDBOX.open(PATIENT)) {
            Interruption.ends(patient);
        }
    }

    @Test
    void closingTwiceDoesNothingAndAClosedOneRunsNothing() {
        Interpreter closed = SANDBOX.open(PATIENT);
        closed.close();
        closed.close();
        assertThatThrownBy(() -> run(closed, "1")).isInstanceOf(IllegalStateException.class);
    }
}
