package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Execution.Completed;
import io.github.jupan.sandbox.Execution.Limit;
import io.github.jupan.sandbox.Execution.LimitHit;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

    private static final Duration DEADLINE = Duration.ofSeconds(3);

    /// The promise is half a second; the rest is for a busy machine, on which a deadline can come at four times its
    /// length.
    private static final Duration ALLOWANCE = Duration.ofSeconds(5);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while True: pass",
                "10**(10**8)",
                "sum(range(10**9))",
                "max(range(10**9))",
                "sorted(range(10**7), key=lambda x: -x)",
                "import time\ntime.sleep(100)",
                "while True:\n    try:\n        while True: pass\n    except BaseException: pass",
                "while True:\n    try:\n        raise ValueError\n    finally:\n        continue",
                "class C:\n    def __repr__(self):\n        while True: pass\nC()",
                "class E(Exception):\n    def __str__(self):\n        while True: pass\nraise E",
            })
    void stopsAtItsDeadlineAndTheNextRunWorks(String code) {
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(DEADLINE))) {
            run(python, "survivor = 7");
            Execution execution = run(python, code);
            System.out.println(execution.elapsed().toMillis() + " ms: "
                    + code.lines().findFirst().orElse(""));
            assertThat(execution).isInstanceOf(LimitHit.class);
            LimitHit hit = (LimitHit) execution;
            assertThat(hit.limit()).isIn(Limit.TIME, Limit.MEMORY);
            assertThat(hit.elapsed()).isLessThan(DEADLINE.multipliedBy(4).plus(ALLOWANCE));
            assertThat(value(python, "'survivor' in globals()")).isEqualTo(hit.stateLost() ? "False" : "True");
            assertThat(value(python, "6 * 7")).isEqualTo("42");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a = []\nwhile True: a.append('x' * 1000)",
                "a = 'x'\nwhile True: a += a",
                "a = bytearray(2 * 10**9)",
                "a = {}\nfor i in range(10**9): a[i] = [i]",
            })
    void stopsCodeThatTakesTooMuchMemory(String code) {
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(5)))) {
            Execution execution = run(python, code);
            System.out.println(execution.elapsed().toMillis() + " ms: "
                    + code.lines().findFirst().orElse(""));
            assertThat(execution).isInstanceOfSatisfying(LimitHit.class, hit -> {
                assertThat(hit.limit()).isEqualTo(Limit.MEMORY);
                assertThat(hit.stateLost()).isTrue();
            });
            assertThat(value(python, "6 * 7")).isEqualTo("42");
        }
    }

    @Test
    void stopsEndlessOutputAndKeepsItOutOfTheNextRun() {
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
            Execution execution = run(python, "while True: print('spam' * 100)");
            assertThat(execution).isInstanceOfSatisfying(LimitHit.class, hit -> {
                assertThat(hit.limit()).isEqualTo(Limit.OUTPUT);
                assertThat(hit.output().stdout())
                        .startsWith("spam")
                        .contains("characters left out")
                        .hasSizeLessThanOrEqualTo(Limits.DEFAULT.outputBytes());
            });
            assertThat(run(python, "print('clean')"))
                    .isInstanceOfSatisfying(
                            Completed.class,
                            c -> assertThat(c.output().stdout()).isEqualTo("clean\n"));
        }
    }

    @Test
    void keepsWhatWasPrintedBeforeTheDeadline() {
        try (Interpreter python = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(DEADLINE))) {
            Execution execution = run(python, "print('before', end='')\n10**(10**8)");
            assertThat(execution).isInstanceOf(LimitHit.class);
            assertThat(execution.output().stdout()).isEqualTo("before");
        }
    }
}
