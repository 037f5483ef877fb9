package io.github.jupan.practice.lessons;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.internal.report.LearningPage;
import io.github.jupan.practice.internal.report.ReportFiles;
import java.nio.file.Path;

/// Shows what learning came to: as JSON, which `docs/practice.md` describes, as a table for a terminal, and as a page.
public final class LearningReports {

    private LearningReports() {}

    public static ObjectNode json(LearningReport report) {
        return LearningPage.json(report);
    }

    public static String text(LearningReport report) {
        return LearningPage.text(report);
    }

    /// Writes `report.json` and `report.html`.
    public static void write(LearningReport report, Path folder) {
        ReportFiles.write(folder, json(report), LearningPage.html(report));
    }
}
