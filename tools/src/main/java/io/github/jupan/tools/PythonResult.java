package io.github.jupan.tools;

import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Execution.Output;
import io.github.jupan.sandbox.Execution.PythonError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a model reads of a run: warnings first, then what was printed, then the value or what went wrong.
public final class PythonResult {

    private static final int TRACEBACK_LINES = 12;

    private PythonResult() {}

    /// The result as one text without a line break at its end; never empty.
    public static String text(Execution execution, List<CopyWarning> warnings) {
        List<String> parts = new ArrayList<>();
        for (CopyWarning warning : warnings) {
            parts.add(Prompt.COPY_SUSPECTED.with(Map.of("literal", warning.literal(), "original", warning.original())));
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
                    parts.add(Prompt.NO_OUTPUT.text());
                }
            }
            case Execution.Raised raised -> parts.add(error(raised.error()));
            case Execution.LimitHit hit -> parts.add(limit(hit));
            case Execution.Cancelled cancelled -> parts.add(Prompt.RUN_CANCELLED.text() + lost(cancelled.stateLost()));
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
        Prompt prompt = switch (hit.limit()) {
            case TIME -> Prompt.LIMIT_TIME;
            case MEMORY -> Prompt.LIMIT_MEMORY;
            case OUTPUT -> Prompt.LIMIT_OUTPUT;
            case CODE -> Prompt.LIMIT_CODE;
            case INTERPRETER -> Prompt.LIMIT_INTERPRETER;
        };
        return prompt.with("detail", hit.detail()) + lost(hit.stateLost());
    }

    private static String lost(boolean stateLost) {
        return stateLost ? " " + Prompt.VARIABLES_LOST.text() : "";
    }
}
