package io.github.jupan.cli.render;

import io.github.jupan.sandbox.Execution;
import java.util.Optional;

/// The end of a run in words.
public final class ExecutionText {

    private ExecutionText() {}

    /// The value that the code ended in, if it has one.
    public static Optional<String> value(Execution execution) {
        return execution instanceof Execution.Completed completed
                ? Optional.ofNullable(completed.value())
                : Optional.empty();
    }

    /// Why there is no result, in one line; empty for a run that came to its end.
    public static Optional<String> failure(Execution execution) {
        return switch (execution) {
            case Execution.Completed completed -> Optional.empty();
            case Execution.Raised raised -> Optional.of(lastLine(raised.error()));
            case Execution.LimitHit hit -> Optional.of(hit.detail() + state(hit.stateLost()));
            case Execution.Cancelled cancelled -> Optional.of("cancelled" + state(cancelled.stateLost()));
        };
    }

    private static String lastLine(Execution.PythonError error) {
        return error.message().isEmpty() ? error.type() : error.type() + ": " + error.message();
    }

    private static String state(boolean lost) {
        return lost ? " (the variables are gone)" : "";
    }
}
