package io.github.jupan.practice.internal.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.internal.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// A report in a folder: `report.json` and `report.html`.
public final class ReportFiles {

    private ReportFiles() {}

    public static void write(Path folder, ObjectNode json, String html) {
        try {
            WholeFile.write(folder.resolve("report.json"), out -> out.write(json.toPrettyString() + "\n"));
            WholeFile.write(folder.resolve("report.html"), out -> out.write(html));
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written: " + e.getMessage(), e);
        }
    }
}
