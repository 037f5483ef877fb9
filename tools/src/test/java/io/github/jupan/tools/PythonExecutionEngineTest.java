package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.code.CodeExecutionEngine;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.WorkerSandbox;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class PythonExecutionEngineTest {

    private static final WorkerSandbox SANDBOX = new WorkerSandbox();
    private final CodeExecutionEngine engine =
            new PythonExecutionEngine(SANDBOX, Limits.DEFAULT.withDeadline(Duration.ofMinutes(5)));

    @AfterAll
    static void close() {
        SANDBOX.close();
    }

    @Test
    void givesWhatWasPrintedAndTheValue() {
        assertThat(engine.execute("print('a')\n6 * 7")).isEqualTo("a\n42");
    }

    @Test
    void anErrorIsTheResult() {
        assertThat(engine.execute("1 / 0")).endsWith("ZeroDivisionError: division by zero");
    }

    @Test
    void aDamagedProgramRunsRepairedAndTheResultSaysSo() {
        assertThat(engine.execute("if 1 &lt; 2:\n    print(“a”)"))
                .isEqualTo("Repaired before it ran, because it did not compile as written: HTML entities,"
                        + " typographic quotes.\na");
    }

    @Test
    void anEndlessProgramIsTheResultToo() {
        Limits brief = Limits.DEFAULT.withDeadline(Duration.ofMillis(500));
        assertThat(new PythonExecutionEngine(SANDBOX, brief).execute("while True: pass"))
                .startsWith("Stopped at a limit: ");
    }

    @Test
    void nothingLastsFromCallToCall() {
        engine.execute("x = 1");
        assertThat(engine.execute("x")).endsWith("NameError: name 'x' is not defined");
    }

    @Test
    void isAToolThatAModelCalls() {
        ToolDefinition tool = ToolObjects.of(engine).getFirst();
        assertThat(tool.name()).isEqualTo("python");
        assertThat(tool.specification().parameters().required()).containsExactly("code");
        assertThat(tool.tool().call("{\"code\": \"'strawberry'.count('r')\"}")).isEqualTo(ToolResult.ok("3"));
    }
}
