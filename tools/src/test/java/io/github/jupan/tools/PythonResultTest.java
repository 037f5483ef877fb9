package io.github.jupan.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Execution;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PythonResultTest {

    @Test
    void aLongTracebackKeepsItsLastLines() {
        String traceback =
                IntStream.rangeClosed(1, 40).mapToObj(i -> "  line " + i).collect(Collectors.joining("\n"));
        assertThat(text(traceback + "\n"))
                .isEqualTo("before\n…\n"
                        + IntStream.rangeClosed(29, 40)
                                .mapToObj(i -> "  line " + i)
                                .collect(Collectors.joining("\n")));
    }

    @Test
    void anErrorWithoutATracebackIsItsTypeAndMessage() {
        assertThat(text("")).isEqualTo("before\nE: m");
    }

    private static String text(String traceback) {
        return PythonResult.text(
                new Execution.Raised(
                        new Execution.PythonError("E", "m", traceback),
                        new Execution.Output("before\n", ""),
                        Duration.ZERO),
                List.of());
    }
}
