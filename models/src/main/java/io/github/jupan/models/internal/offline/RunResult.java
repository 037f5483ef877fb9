package io.github.jupan.models.internal.offline;

import java.util.List;
import java.util.regex.Pattern;

/// What came back from a run: the lines that it printed, or why there are none.
sealed interface RunResult {

    record Printed(List<String> lines) implements RunResult {
        public Printed {
            lines = List.copyOf(lines);
        }
    }

    /// @param why the last line of what came back, such as `ValueError: day is out of range for month`
    record Failed(String why) implements RunResult {}

    Pattern ERROR =
            Pattern.compile("(?:[A-Za-z_]\\w*\\.)*+[A-Z]\\w*(?:Error|Exception|Interrupt|Exit|Iteration)(?::.*)?");
    Pattern NAMED = Pattern.compile("[A-Za-z_][\\w.]*(?::.*)?");
    Pattern STOPPED = Pattern.compile("(?:Stopped at a limit:|Stopped from outside|Not run:).*");

    /// What is said to a model beside what a run gave.
    Pattern REMARK = Pattern.compile("(?:Warning: the code says |Note: |Variables that earlier code set are gone; ).*");

    static RunResult of(String text) {
        List<String> lines = text.strip()
                .lines()
                .filter(line -> !REMARK.matcher(line).matches())
                .toList();
        if (lines.isEmpty() || lines.getFirst().startsWith("(no output")) {
            return new Failed(lines.isEmpty() ? "" : lines.getFirst());
        }
        String last = lines.getLast();
        boolean traced = lines.getFirst().startsWith("…")
                || lines.stream().anyMatch(line -> line.startsWith("Traceback (most recent call last)"));
        boolean raised = traced
                ? NAMED.matcher(last).matches()
                : lines.size() == 1 && ERROR.matcher(last).matches();
        return raised || STOPPED.matcher(last).matches() ? new Failed(last) : new Printed(lines);
    }
}
