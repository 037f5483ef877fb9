package io.github.jupan.sandbox;

import static io.github.jupan.sandbox.Sandboxes.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Execution.PythonError;
import io.github.jupan.sandbox.Execution.Raised;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HintsTest {

    private static Interpreter python;

    @BeforeAll
    static void open() {
        python = Sandboxes.WORKERS.open(Limits.DEFAULT);
    }

    @AfterAll
    static void close() {
        python.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "!pip install pandas | this is no Python but a command: leave the line out",
                "x = 1\\n%pip install pandas | packages cannot be installed from here",
                "pip install pandas | packages cannot be installed from here",
                "files = !ls | there is no shell",
                "!ls | there is no shell",
                "%time sum(range(10)) | leave out the % and its word",
                "%%time\\nx = 1 | leave out the % and its word",
                "?print | leave the ? out",
                "print? | leave the ? out",
                "x = 1\\n``` | a Markdown fence is no Python",
                "```python\\nx = 1\\n``` | a Markdown fence is no Python",
                ">>> x = 1 | a prompt is no Python",
                "for i in range(3):\\n...     print(i) | a prompt is no Python",
                "In [1]: for i in range(3): print(i) | a prompt is no Python"
            })
    void whatIsNoPythonIsExplained(String code, String hint) {
        PythonError error = error(code.replace("\\n", "\n"));
        assertThat(error.type()).isIn("SyntaxError", "IndentationError");
        assertThat(error.message()).contains("; ").contains(hint);
        assertThat(error.traceback().lines().toList().getLast())
                .startsWith(error.type())
                .contains(hint);
    }

    @Test
    void aPromptThatIsPythonByChanceIsExplainedWhenItFails() {
        assertThat(error("In [1]: x = 1").message())
                .startsWith("name 'In' is not defined")
                .contains("prompt of IPython");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = (",
                "print('a = %d' % 3 4)",
                "What is 2 + 2?",
                "x = 5 % % 3",
                "'''\n!ls\n'''\nx = = 1",
                "1 / 0",
                "undefined"
            })
    void otherErrorsAreLeftAsTheyAre(String code) {
        assertThat(error(code).message()).doesNotContain(";");
    }

    @Test
    void aModuleThatIsNotThereComesWithWhatIs() {
        PythonError error = error("import pandas as pd");
        assertThat(error.type()).isEqualTo("ModuleNotFoundError");
        assertThat(error.message())
                .isEqualTo("No module named 'pandas'; available: the standard library (math, statistics, fractions,"
                        + " decimal, datetime, re, json, itertools, collections, ...); nothing can be installed from"
                        + " here");
        assertThat(error.traceback()).endsWith("ModuleNotFoundError: " + error.message());
    }

    @Test
    void codeThatHandlesTheErrorSeesPythonsOwn() {
        assertThat(Sandboxes.value(python, """
            try:
                import pandas
            except ImportError as e:
                said = str(e), e.name
            said\
            """)).isEqualTo("(\"No module named 'pandas'\", 'pandas')");
        assertThat(Sandboxes.value(python, "import importlib.util\nimportlib.util.find_spec('pandas') is None"))
                .isEqualTo("True");
    }

    private static PythonError error(String code) {
        if (run(python, code) instanceof Raised raised) {
            return raised.error();
        }
        throw new AssertionError("it does not fail: " + code);
    }
}
