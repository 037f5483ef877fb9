package io.github.jupan.practice.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.internal.report.ReportFiles;
import io.github.jupan.practice.internal.report.ReportHtml;
import io.github.jupan.practice.internal.report.ReportJson;
import io.github.jupan.practice.internal.report.ReportText;
import io.github.jupan.practice.internal.report.Summary;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Finds out what a practice came to, and shows it: as JSON, which `docs/practice.md` describes, as a table for a
/// terminal, and as a page that needs nothing else.
public final class Reports {

    private Reports() {}

    /// Reads all attempts, one at a time.
    ///
    /// @param passAt the k of pass@k and of the vote
    public static PracticeReport of(PracticeFolder folder, List<Integer> passAt) {
        Summary summary = new Summary(folder, passAt);
        try (Stream<Attempt> attempts = folder.attempts();
                Stream<Attempt.Failed> failures = folder.failures()) {
            attempts.map(AttemptFacts::of).forEach(summary::add);
            failures.forEach(summary::add);
        }
        return summary.report();
    }

    public static ObjectNode json(PracticeReport report) {
        return ReportJson.of(report);
    }

    public static String text(PracticeReport report) {
        return ReportText.of(report);
    }

    public static String html(PracticeReport report, Map<String, Exercise> exercises) {
        return ReportHtml.of(report, exercises);
    }

    /// Writes `report.json` and `report.html`.
    public static void write(PracticeReport report, PracticeFolder folder) {
        ReportFiles.write(folder.path(), json(report), html(report, folder.exercises()));
    }
}
