package io.github.jupan.cli.run;

import io.github.jupan.sandbox.Execution;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Compares what a run gave with what a recording says it gave: standard output, then the value. White space at the
/// ends of lines and of the whole counts for nothing. For an exception its type counts, which the recorded traceback
/// names in its last line.
final class RecordedOutput {

    private static final Pattern LAST_LINE = Pattern.compile("\\s*(?:\\w+\\.)*+(\\w+)(?::.*)?");

    private RecordedOutput() {}

    static boolean matches(String recorded, Execution execution) {
        return switch (execution) {
            case Execution.Completed completed -> normalised(recorded).equals(normalised(of(completed)));
            case Execution.Raised raised -> raised.error().type().equals(exceptionType(recorded));
            case Execution.LimitHit hit -> false;
            case Execution.Cancelled cancelled -> false;
        };
    }

    /// What the run gave, in the form of a recording.
    static String of(Execution execution) {
        String printed = execution.output().stdout();
        return switch (execution) {
            case Execution.Completed completed ->
                completed.value() == null ? printed : onOwnLine(printed) + completed.value();
            case Execution.Raised raised -> onOwnLine(printed) + raised.error().traceback();
            case Execution.LimitHit hit -> onOwnLine(printed) + "(stopped: " + hit.detail() + ")";
            case Execution.Cancelled cancelled -> onOwnLine(printed) + "(cancelled)";
        };
    }

    private static String onOwnLine(String printed) {
        return printed.isEmpty() || printed.endsWith("\n") ? printed : printed + "\n";
    }

    private static String normalised(String text) {
        return text.lines()
                .map(String::stripTrailing)
                .collect(Collectors.joining("\n"))
                .strip();
    }

    private static String exceptionType(String recorded) {
        String last = recorded.strip().lines().reduce("", (before, line) -> line);
        Matcher matcher = LAST_LINE.matcher(last);
        return matcher.matches() ? matcher.group(1) : "";
    }
}
