package io.github.jupan.tools;

import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Execution.Limit;
import io.github.jupan.sandbox.Execution.Output;
import io.github.jupan.sandbox.Execution.PythonError;
import java.util.ArrayList;
import java.util.List;

/// What a model reads of a run: warnings first, then what was printed, then the value or what went wrong.
public final class PythonResult {

    private static final int TRACEBACK_LINES = 12;

    private PythonResult() {}

    /// The result as one text without a line break at its end; never empty.
    public static String text(Execution execution, List<CopyWarning> warnings) {
        List<String> parts = new ArrayList<>();
        for (CopyWarning warning : warnings) {
            parts.add("Warning: the code says \"" + warning.literal() + "\", the conversation says \""
                    + warning.original()
                    + "\". If that is a slip, correct it and run again before you use the result.");
        }
        Output output = execution.output();
        addText(parts, output.stdout());
        if (!output.stderr().isEmpty()) {
            addText(parts, "stderr:\n" + output.stderr());
        }
        int before = parts.size();
        switch (execution) {
            case Execution.Completed completed -> {
                if (completed.value() != null) {
                    parts.add(completed.value());
                } else if (before == warnings.size()) {
                    parts.add("(no output: print the result or leave it as the last expression)");
                }
            }
            case Execution.Raised raised -> parts.add(error(raised.error()));
            case Execution.LimitHit hit -> parts.add(limit(hit));
            case Execution.Cancelled cancelled ->
                parts.add("Stopped from outside before it ended." + lost(cancelled.stateLost()));
        }
        return String.join("\n", parts);
    }

    private static void addText(List<String> parts, String text) {
        if (!text.isEmpty()) {
            parts.add(text.endsWith("\n") ? text.substring(0, text.length() - 1) : text);
        }
    }

    private static String error(PythonError error) {
        List<String> lines = error.traceback().stripTrailing().lines().toList();
        if (error.traceback().isBlank()) {
            return error.message().isEmpty() ? error.type() : error.type() + ": " + error.message();
        }
        if (lines.size() <= TRACEBACK_LINES) {
            return String.join("\n", lines);
        }
        return "…\n" + String.join("\n", lines.subList(lines.size() - TRACEBACK_LINES, lines.size()));
    }

    private static String limit(Execution.LimitHit hit) {
        return "Stopped at a limit: " + hit.detail() + ". " + advice(hit.limit()) + lost(hit.stateLost());
    }

    private static String advice(Limit limit) {
        return switch (limit) {
            case TIME -> "Find a way with fewer steps.";
            case MEMORY -> "Keep less in memory at once.";
            case OUTPUT -> "Print less.";
            case CODE -> "Write shorter code; use the bound texts instead of typing them.";
        };
    }

    private static String lost(boolean stateLost) {
        return stateLost ? " All variables are gone; define again what you need." : "";
    }
}
