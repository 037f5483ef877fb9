package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.sandbox.Execution.Completed;
import io.github.jupan.sandbox.Execution.Limit;
import io.github.jupan.sandbox.Execution.LimitHit;
import io.github.jupan.sandbox.Execution.Output;
import io.github.jupan.sandbox.Execution.PythonError;
import io.github.jupan.sandbox.Execution.Raised;
import io.github.jupan.sandbox.OutputListener.Channel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class WorkerSandboxTest {

    private static Interpreter python;

    @BeforeAll
    static void open() {
        python = Sandboxes.WORKERS.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(5)));
    }

    @AfterAll
    static void close() {
        python.close();
    }

    @Test
    void givesTheReprOfTheLastExpression() {
        assertThat(value(python, "'strawberry'.count('r')")).isEqualTo("3");
        assertThat(value(python, "'ubiquitous'[2::3]")).isEqualTo("'iiu'");
        assertThat(value(python, "x = [1, 2]\nx + [3]")).isEqualTo("[1, 2, 3]");
        assertThat(value(python, "x = 1; 2")).isEqualTo("2");
    }

    @Test
    void hasNoValueWhenTheCodeEndsInAStatementOrInNone() {
        assertThat(run(python, "y = 5"))
                .isInstanceOfSatisfying(
                        Completed.class, c -> assertThat(c.value()).isNull());
        assertThat(run(python, "print(1)")).isInstanceOfSatisfying(Completed.class, c -> {
            assertThat(c.value()).isNull();
            assertThat(c.output()).isEqualTo(new Output("1\n", ""));
        });
        assertThat(run(python, "")).isInstanceOf(Completed.class);
    }

    @Test
    void keepsVariablesFromRunToRun() {
        run(python, "import math\nradius = 7\ndef area(r): return r * r");
        assertThat(value(python, "area(radius)")).isEqualTo("49");
    }

    @Test
    void keepsOutputErrorsAndValueApart() {
        Execution execution = run(python, "import sys\nprint('a', end='')\nprint('b', file=sys.stderr)\n3");
        assertThat(execution).isInstanceOfSatisfying(Completed.class, c -> {
            assertThat(c.value()).isEqualTo("3");
            assertThat(c.output()).isEqualTo(new Output("a", "b\n"));
        });
    }

    @Test
    void printsEveryDigitOfAnInteger() {
        assertThat(value(python, "10**5000")).isEqualTo("1" + "0".repeat(5000));
    }

    @Test
    void tellsTheTracebackOfTheSnippetAlone() {
        Execution execution = run(python, "def f():\n    return 1 / 0\n\nf()");
        assertThat(execution).isInstanceOfSatisfying(Raised.class, raised -> {
            PythonError error = raised.error();
            assertThat(error.type()).isEqualTo("ZeroDivisionError");
            assertThat(error.message()).isEqualTo("division by zero");
            assertThat(error.traceback())
                    .startsWith("Traceback (most recent call last):")
                    .contains("line 4, in <module>", "line 2, in f", "return 1 / 0")
                    .endsWith("ZeroDivisionError: division by zero")
                    .doesNotContain("prelude");
        });
    }

    @Test
    void runsNothingOfABlockThatDoesNotCompile() {
        Execution execution = run(python, "print('half')\nx = (");
        assertThat(execution).isInstanceOfSatisfying(Raised.class, raised -> {
            assertThat(raised.error().type()).isEqualTo("SyntaxError");
            assertThat(raised.output()).isEqualTo(Output.NONE);
        });
    }

    @Test
    void streamsOutputWhileTheCodeRuns() {
        CountDownLatch seen = new CountDownLatch(1);
        List<String> pieces = new ArrayList<>();
        python.bind("wait", new Binding.Function(List.of(), "Returns when the host has seen output.", _ -> {
            seen.await();
            return "true";
        }));
        OutputListener listener = (channel, text) -> {
            pieces.add(channel + " " + text);
            seen.countDown();
        };
        Execution execution = python.run("print('first', flush=True)\nprint(wait())", listener, new Cancellation());
        assertThat(pieces.getFirst()).startsWith(Channel.STDOUT + " first");
        assertThat(execution.output().stdout()).isEqualTo("first\nTrue\n");
    }

    @Test
    void reportsRecursionAsPythonDoes() {
        assertThat(value(python, "def depth(n): return 0 if n == 0 else 1 + depth(n - 1)\ndepth(512)"))
                .isEqualTo("512");
        assertThat(run(python, "def forever(): return forever()\nforever()"))
                .isInstanceOfSatisfying(
                        Raised.class, r -> assertThat(r.error().type()).isEqualTo("RecursionError"));
    }

    @Test
    void cutsLongOutputValuesAndErrorsInTheMiddle() {
        Limits small = Limits.DEFAULT.withOutputBytes(1024);
        try (Interpreter little = Sandboxes.WORKERS.open(small)) {
            Execution execution = run(little, "print('begin' + '가' * 10_000 + 'end')\n'B' + 'x' * 5000 + 'E'");
            assertThat(execution).isInstanceOfSatisfying(Completed.class, c -> {
                assertThat(c.value()).startsWith("'Bxx").endsWith("xxE'").contains("characters left out");
                assertThat(c.output().stdout()).startsWith("begin가").endsWith("가end\n");
                assertThat(c.output().stdout().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .hasSizeLessThanOrEqualTo(1024);
                String kept =
                        c.output().stdout().replaceFirst("\n\\[\\.\\.\\. \\d+ characters left out \\.\\.\\.]\n", "");
                int missing = 10_009 - kept.length();
                assertThat(c.output().stdout()).contains("[... " + missing + " characters left out ...]");
            });
            assertThat(run(little, "raise ValueError('m' * 9000)"))
                    .isInstanceOfSatisfying(
                            Raised.class,
                            r -> assertThat(r.error().message())
                                    .hasSizeLessThanOrEqualTo(1024)
                                    .contains("characters left out"));
        }
    }

    @Test
    void refusesCodeThatIsTooLong() {
        Execution execution = run(python, "#".repeat(Limits.DEFAULT.codeBytes() + 1));
        assertThat(execution).isInstanceOfSatisfying(LimitHit.class, hit -> {
            assertThat(hit.limit()).isEqualTo(Limit.CODE);
            assertThat(hit.stateLost()).isFalse();
        });
    }

    @Test
    void oneInterpreterSeesNothingOfAnother() {
        try (Interpreter one = Sandboxes.WORKERS.open(Limits.DEFAULT);
                Interpreter other = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
            run(one, "secret = 42\nimport builtins\nbuiltins.len = lambda _: 99");
            assertThat(run(other, "secret"))
                    .isInstanceOfSatisfying(
                            Raised.class, r -> assertThat(r.error().type()).isEqualTo("NameError"));
            assertThat(value(other, "len('abc')")).isEqualTo("3");
        }
    }

    @Test
    void aReusedWorkerStartsAfresh() {
        Interpreter first = Sandboxes.WORKERS.open(Limits.DEFAULT);
        run(first, "leftover = 1\nimport builtins\nbuiltins.len = lambda _: 99");
        first.close();
        for (int i = 0; i < 3; i++) {
            try (Interpreter next = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
                assertThat(value(next, "'leftover' in globals(), len('abc')")).isEqualTo("(False, 3)");
            }
        }
    }

    @Test
    void aSnippetThatBreaksTheBuiltinsBreaksOnlyItsOwnCode() {
        try (Interpreter broken = Sandboxes.WORKERS.open(Limits.DEFAULT)) {
            run(broken, """
                import builtins, sys
                for name in dir(builtins):
                    if name[0].islower() and name not in ('dir', 'setattr'):
                        setattr(builtins, name, None)
                sys.stdout = sys.stderr = None
                """);
            broken.bind("documents", new Binding.TextMap(Map.of("a", "b")));
            broken.bind("messages", new Binding.TextList(List.of("c")));
            assertThat(value(broken, "documents, messages")).isEqualTo("({'a': 'b'}, ['c'])");
            assertThat(run(broken, "1 / 0"))
                    .isInstanceOfSatisfying(
                            Raised.class, r -> assertThat(r.error().type()).isEqualTo("ZeroDivisionError"));
        }
    }

    @Test
    void isClosedForGood() {
        Interpreter closed = Sandboxes.WORKERS.open(Limits.DEFAULT);
        closed.close();
        closed.close();
        assertThatThrownBy(() -> run(closed, "1")).isInstanceOf(IllegalStateException.class);
    }
}
