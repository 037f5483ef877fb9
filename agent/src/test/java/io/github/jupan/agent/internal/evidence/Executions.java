package io.github.jupan.agent.internal.evidence;

import io.github.jupan.sandbox.Execution;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Runs as they end.
final class Executions {

    private Executions() {}

    static Execution printed(String output) {
        return completed(null, output);
    }

    static Execution gave(String value) {
        return completed(value, "");
    }

    static Execution completed(@Nullable String value, String output) {
        return new Execution.Completed(value, new Execution.Output(output, ""), Duration.ZERO);
    }

    static Execution raised(String output) {
        return new Execution.Raised(
                new Execution.PythonError("ValueError", "no", "ValueError: no"),
                new Execution.Output(output, ""),
                Duration.ZERO);
    }
}
