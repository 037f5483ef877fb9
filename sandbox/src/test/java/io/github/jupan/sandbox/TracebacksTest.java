package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static io.github.jupan.sandbox.Sandboxes.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Execution.Raised;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Tracebacks are written by `tracebacks.py`, which is held against Python's own `traceback` in the same interpreter,
/// and against what CPython 3.12 wrote (`programs/tracebacks.txt`).
class TracebacksTest {

    private static final Limits PATIENT = Limits.DEFAULT.withDeadline(Duration.ofMinutes(5));

    /// GraalPy counts letters where CPython counts bytes, so that its own `traceback` sets marks wrong in other lines.
    private static final Pattern ASCII = Pattern.compile("\\p{ASCII}*");

    /// Of this one the library, asked by a program, at times does not see the outermost frame.
    private static final String ENDLESS = "no end to a recursion";

    private static final String LIBRARY = """
        def by_the_library(code, name):
            import linecache
            import traceback

            # 3.12 sets its marks wrong where a line ends in blanks, or in nothing.
            linecache.cache[name] = len(code), None, [line.rstrip() + "\\n" for line in code.split("\\n")], name
            try:
                exec(compile(code, name, "exec"), {"__name__": "__main__"})
            except BaseException as error:
                frames = error.__traceback__
                while frames is not None and frames.tb_frame.f_code.co_filename != name:
                    frames = frames.tb_next
                home = linecache.__file__.removesuffix("linecache.py")
                whole = traceback.TracebackException(type(error), error, frames)
                return "".join(whole.format()).replace(home, "<python>/")
        """;

    @Test
    void areThoseOfPythonsOwnModule() throws IOException {
        Map<String, String> programs = ProgramsTest.sections("tracebacks.py");
        Map<String, String> recorded = ProgramsTest.sections("tracebacks.txt");
        assertThat(recorded).containsOnlyKeys(programs.keySet());
        List<String> different = new ArrayList<>();
        int asCPython = 0;
        try (Interpreter python = Sandboxes.WORKERS.open(PATIENT);
                Interpreter other = Sandboxes.WORKERS.open(PATIENT)) {
            run(other, LIBRARY);
            for (var program : programs.entrySet()) {
                String code = program.getValue();
                String actual = traceback(python, code);
                other.bind("code", new Binding.Text(code));
                run(other, "text = by_the_library(code, '<run>')");
                String library =
                        comparable(run(other, "print(text)").output().stdout().stripTrailing());
                String cpython = comparable(Objects.requireNonNull(recorded.get(program.getKey())));
                asCPython += actual.equals(cpython) ? 1 : 0;
                boolean isLibrarys =
                        ASCII.matcher(code).matches() && !program.getKey().equals(ENDLESS);
                String expected = isLibrarys ? library : cpython;
                if (!actual.equals(expected)) {
                    different.add("### " + program.getKey() + "\n" + expected + "\nexpected, but\n" + actual);
                }
            }
        }
        System.out.println("tracebacks: " + programs.size() + " programs, of which CPython 3.12 writes " + asCPython
                + " in the same words and places");
        assertThat(String.join("\n", different)).isEmpty();
        assertThat(asCPython).isGreaterThan(95);
    }

    @Test
    void aFirstFailureImportsNothing() {
        try (Interpreter python = Sandboxes.IN_PROCESS.open(PATIENT)) {
            run(python, "import sys\nbefore = set(sys.modules)");
            List<String> failing = List.of(
                    "1/0",
                    "nothing",
                    "lenght = 3\nlenth",
                    "''.nothing",
                    "[][0]",
                    "1 + 'a'",
                    "{}['a']",
                    "int('x')",
                    "1 +",
                    "x = [1, 2 3]",
                    "def f():\nreturn 1",
                    "def f(n):\n    return 1 / n if n == 0 else f(n - 1)\nf(9)",
                    "try:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise KeyError(1) from e",
                    "def f(): f()\nf()",
                    "e = ValueError(1)\ne.add_note('a')\nraise e",
                    "assert 1 == 2",
                    "import no_such_module",
                    "from math import no_such_name");
            for (String code : failing) {
                assertThat(run(python, code)).as(code).isInstanceOf(Raised.class);
            }
            assertThat(value(python, "sorted(set(sys.modules) - before)")).isEqualTo("[]");
        }
    }

    @Test
    void areTheSameOnceAProgramHasImportedPythonsOwnModule() {
        String code = "def f(x):\n    return 1 / x\n\nx = [f(0)]";
        try (Interpreter python = Sandboxes.IN_PROCESS.open(PATIENT)) {
            String before = traceback(python, code);
            run(python, "import traceback, linecache, unicodedata");
            assertThat(traceback(python, code)).isEqualTo(before).isEqualTo("""
                Traceback (most recent call last):
                  File "<run>", line 4, in <module>
                    x = [f(0)]
                         ^^^^
                  File "<run>", line 2, in f
                    return 1 / x
                           ~~^~~
                ZeroDivisionError: division by zero\
                """);
        }
    }

    @Test
    void marksStandBelowWhatTheyMark() {
        try (Interpreter python = Sandboxes.IN_PROCESS.open(PATIENT)) {
            assertThat(lines(python, "1/0")).containsSequence("    1/0", "    ~^~");
            assertThat(lines(python, "x = 1 / 0   \n0")).containsSequence("    x = 1 / 0", "        ~~^~~");
            assertThat(lines(python, "(1) // (0)")).containsSequence("    (1) // (0)", "    ~~~~^^~~~~");
            assertThat(lines(python, "(1)%(0)")).containsSequence("    (1)%(0)", "    ~~~^~~~");
            assertThat(lines(python, "x = 'é' +  1")).containsSequence("    x = 'é' +  1", "        ~~~~^~~~");
        }
    }

    /// A line ends for Python where the file's line does, not at every sign that Unicode calls a separator.
    @Test
    void linesAreCountedAsPythonCountsThem() {
        try (Interpreter python = Sandboxes.IN_PROCESS.open(PATIENT)) {
            assertThat(lines(python, "a = 'one\u2028two'\n# \f \u0085\r\nb = 0\rc = a / b"))
                    .contains("  File \"<run>\", line 4, in <module>", "    c = a / b");
        }
    }

    @Test
    void aProgramMayTellTheLinesOfWhatItCompiles() {
        try (Interpreter python = Sandboxes.IN_PROCESS.open(PATIENT)) {
            assertThat(lines(python, """
                import linecache
                made = 'x = 1 / 0'
                linecache.cache['<made>'] = len(made), None, [made + '\\n'], '<made>'
                exec(compile(made, '<made>', 'exec'))\
                """))
                    .containsSequence("  File \"<made>\", line 1, in <module>", "    x = 1 / 0", "        ~~^~~");
        }
    }

    private static List<String> lines(Interpreter python, String code) {
        return traceback(python, code).lines().toList();
    }

    private static String traceback(Interpreter python, String code) {
        if (run(python, code) instanceof Raised raised) {
            return comparable(raised.error().traceback());
        }
        throw new AssertionError("it does not fail: " + code);
    }

    /// How deep a recursion without end goes differs a little each time.
    private static String comparable(String traceback) {
        return traceback
                .replaceAll("<run \\d+>", "<run>")
                .replaceAll("repeated \\d{3,} more", "repeated N more")
                .replaceAll("; available: .*", "");
    }
}
