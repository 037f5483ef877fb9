package io.github.jupan.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Execution.Output;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordedOutputTest {

    @Test
    void theValueFollowsWhatWasPrinted() {
        assertThat(RecordedOutput.matches("1\n2", completed("2", "1\n"))).isTrue();
        assertThat(RecordedOutput.matches("1\n2", completed("2", "1"))).isTrue();
        assertThat(RecordedOutput.matches("1\n2", completed(null, "1\n2\n"))).isTrue();
        assertThat(RecordedOutput.matches("2", completed("2", ""))).isTrue();
        assertThat(RecordedOutput.matches("", completed(null, ""))).isTrue();
    }

    @Test
    void whiteSpaceAtTheEndsOfLinesCountsForNothing() {
        assertThat(RecordedOutput.matches("a \nb\n\n", completed(null, "a\nb  \n")))
                .isTrue();
        assertThat(RecordedOutput.matches("a\r\nb", completed(null, "a\nb"))).isTrue();
        assertThat(RecordedOutput.matches("a b", completed(null, "a  b"))).isFalse();
        assertThat(RecordedOutput.matches("a\nb", completed(null, "a\n\nb"))).isFalse();
    }

    @Test
    void anotherNumberIsAnotherOutput() {
        assertThat(RecordedOutput.matches("18", completed("18.0", ""))).isFalse();
        assertThat(RecordedOutput.matches("18", completed(null, ""))).isFalse();
    }

    @Test
    void ofAnExceptionTheTypeCounts() {
        String recorded = "Cell In[1]\n\u001b[31mTraceback\n NameError: name 'H' is not defined";
        assertThat(RecordedOutput.matches(recorded, raised("NameError"))).isTrue();
        assertThat(RecordedOutput.matches(recorded, raised("KeyError"))).isFalse();
        assertThat(RecordedOutput.matches(recorded, completed(null, "NameError: name 'H' is not defined")))
                .isFalse();
        assertThat(RecordedOutput.matches("KeyboardInterrupt", raised("KeyboardInterrupt")))
                .isTrue();
        assertThat(RecordedOutput.matches("decimal.InvalidOperation: [x]", raised("InvalidOperation")))
                .isTrue();
        assertThat(RecordedOutput.matches("18", raised("NameError"))).isFalse();
        assertThat(RecordedOutput.matches("", raised("NameError"))).isFalse();
    }

    @Test
    void aLimitIsNeverTheSame() {
        Execution stopped =
                new Execution.LimitHit(Execution.Limit.TIME, "stopped", false, new Output("18", ""), Duration.ZERO);
        assertThat(RecordedOutput.matches("18", stopped)).isFalse();
        assertThat(RecordedOutput.of(stopped)).isEqualTo("18\n(stopped: stopped)");
    }

    private static Execution completed(@Nullable String value, String printed) {
        return new Execution.Completed(value, new Output(printed, ""), Duration.ZERO);
    }

    private static Execution raised(String type) {
        return new Execution.Raised(
                new Execution.PythonError(type, "message", "Traceback\n" + type + ": message"),
                Output.NONE,
                Duration.ZERO);
    }
}
