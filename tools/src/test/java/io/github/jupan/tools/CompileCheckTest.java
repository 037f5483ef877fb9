package io.github.jupan.tools;

import static io.github.jupan.tools.CompileCheck.Verdict.NAMES_AND_LITERALS;
import static io.github.jupan.tools.CompileCheck.Verdict.NOT_PYTHON;
import static io.github.jupan.tools.CompileCheck.Verdict.PROGRAM;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.WorkerSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class CompileCheckTest {

    private static final WorkerSandbox SANDBOX = new WorkerSandbox();
    private static final Limits PATIENT = Limits.DEFAULT.withDeadline(Duration.ofMinutes(1));
    private static final Interpreter INTERPRETER = SANDBOX.open(PATIENT);

    @AfterAll
    static void close() {
        INTERPRETER.close();
        SANDBOX.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "print(1)",
                "x = 1",
                "x: int = 1",
                "x += 1",
                "import math\nmath.pi",
                "def f():\n    return 1",
                "for i in range(3):\n    print(i)",
                "if x: y = 2",
                "17 * 23",
                "2**100",
                "9.11 > 9.9",
                "(1 + 2) / 3",
                "'strawberry'.count('r')",
                "message[::-1]",
                "[x for x in 'ab']",
                "f'{x}'",
                "print('</think> ``` \\d 딸기 🍓')",
                "'a'\nprint(1)",
                "x = y + 1",
                "lambda: 0",
                "assert x",
                "del x",
                "print(1); 2",
                "x = 1;",
            })
    void aProgramDoesSomething(String text) {
        assertThat(CompileCheck.of(text, INTERPRETER)).isEqualTo(PROGRAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "# a comment",
                "hello",
                "42",
                "-1.5",
                "\"text\"",
                "'a' 'b'",
                "b'a'",
                "True",
                "None",
                "...",
                "pass",
                "a, b",
                "(1, 2)",
                "[1, 2, 3]",
                "{'name': 'x', 'n': [1, None]}",
                "{\"name\": true}",
                "os.path",
                "word[0]",
                "foo: bar",
                "foo: bar\nbaz: 3",
                "ls -la",
                "apt-get",
                "a / b",
                "x + 1",
                "x == 1",
                "not x",
                "2024-11-15",
                "1/2",
                "10-20",
                "KEY=value",
                "hello\nworld",
                "\"\"\"A text\nof lines\"\"\"",
            })
    void whatMerelySaysSomethingIsNoProgram(String text) {
        assertThat(CompileCheck.of(text, INTERPRETER)).isEqualTo(NAMES_AND_LITERALS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "SELECT 1",
                "print 1",
                "x = ",
                "if x:",
                "  x = 1\n  y = 2\n z = 3",
                "return 1",
                "  print(1)",
                "\tx = 1",
                "'a",
                "1 + 1 = 2",
                "50%",
                "007",
                "x = “a”",
                "a &lt; b:",
                "x\u00a0= 1",
                "print(1)\u0000",
                "```\nprint(1)\n```",
                ">>> print(1)",
                "The answer is 3.",
            })
    void whatDoesNotCompileIsNotPython(String text) {
        assertThat(CompileCheck.of(text, INTERPRETER)).isEqualTo(NOT_PYTHON);
    }

    @Test
    void asksForManyAtOnceAndForLongOnesAlone() {
        List<String> texts = new ArrayList<>(List.of("print(1)", "hello", "a b"));
        assertThat(CompileCheck.of(texts, INTERPRETER)).containsExactly(PROGRAM, NAMES_AND_LITERALS, NOT_PYTHON);
        texts.add("x = '" + "a".repeat(30_000) + "'");
        texts.add("x = " + "a".repeat(100_000));
        assertThat(CompileCheck.of(texts, INTERPRETER))
                .containsExactly(PROGRAM, NAMES_AND_LITERALS, NOT_PYTHON, PROGRAM, CompileCheck.Verdict.UNKNOWN);
    }

    @Test
    void leavesNothingBehindAndWarnsOfNothing() {
        String names = "sorted(globals())";
        String before = value(names);
        CompileCheck.of("secret = 7\nimport colorsys\n'\\d'", INTERPRETER);
        assertThat(value(names)).isEqualTo(before);
        assertThat(value("'colorsys' in __import__('sys').modules")).isEqualTo("False");
        Execution warned = INTERPRETER.run("'\\d'", (channel, text) -> {}, new Cancellation());
        assertThat(warned.output().stderr()).contains("SyntaxWarning");
    }

    @Test
    void doesNotMindWhatTheUserCallsThings() {
        try (Interpreter own = SANDBOX.open(PATIENT)) {
            own.run(
                    "compile = exec = list = space = isinstance = verdicts = print = 5",
                    (channel, text) -> {},
                    new Cancellation());
            assertThat(CompileCheck.of("print(1)", own)).isEqualTo(PROGRAM);
        }
    }

    @Test
    void saysAsMuchAsARunDoes() {
        long seed = new Random().nextLong();
        System.out.println("CompileCheckTest: seed " + seed);
        Random random = new Random(seed);
        List<String> programs = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            programs.add(RandomPrograms.program(random));
        }
        for (String program : programs) {
            boolean compiles = !(INTERPRETER.run(program, (channel, text) -> {}, new Cancellation())
                            instanceof Execution.Raised raised)
                    || !List.of("SyntaxError", "IndentationError", "TabError", "ValueError", "UnicodeEncodeError")
                            .contains(raised.error().type());
            assertThat(CompileCheck.of(program, INTERPRETER).compiles())
                    .as(program)
                    .isEqualTo(compiles);
        }
    }

    private static String value(String expression) {
        return INTERPRETER.run(expression, (channel, text) -> {}, new Cancellation())
                        instanceof Execution.Completed completed
                ? String.valueOf(completed.value())
                : "";
    }
}
