package io.github.jupan.cli.render;

import io.github.jupan.sandbox.Execution;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The end of a run in words.
public final class ExecutionText {

    /// A frame of the program's own, as Python names it.
    private static final Pattern FRAME = Pattern.compile("File \"<run \\d+>\", line (\\d+)");

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
        String line = error.message().isEmpty() ? error.type() : error.type() + ": " + error.message();
        Matcher frame = FRAME.matcher(error.traceback());
        String place = "";
        while (frame.find()) {
            place = " (line " + frame.group(1) + ")";
        }
        return line.contains(", line ") ? line : line + place;
    }

    private static String state(boolean lost) {
        return lost ? " (the variables are gone)" : "";
    }
}
