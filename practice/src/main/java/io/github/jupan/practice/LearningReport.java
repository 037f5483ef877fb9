package io.github.jupan.practice;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.internal.WholeFile;
import io.github.jupan.practice.internal.report.LearningPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What learning came to: three lines, without lessons, by imitation and by practice.
///
/// @param none the held-out part without lessons
/// @param validationBefore the validation part without lessons
/// @param imitation the held-out part with the data's worked solutions; empty where there are none
/// @param book what was learnt
public record LearningReport(
        PracticeSettings settings,
        int training,
        int validation,
        int heldOut,
        Measured none,
        Measured validationBefore,
        Optional<Measured> imitation,
        List<Round> rounds,
        LessonBook book) {

    public LearningReport {
        rounds = List.copyOf(rounds);
    }

    /// An accuracy with its standard error, over all modes.
    ///
    /// @param firstTokenSeconds until the model's first word, on average
    public record Measured(double accuracy, double standardError, double firstTokenSeconds) {
        static Measured of(PracticeFolder folder) {
            List<PracticeReport.InMode> modes =
                    PracticeReport.of(folder, List.of()).modes();
            double count = modes.size();
            return new Measured(
                    modes.stream().mapToDouble(PracticeReport.InMode::accuracy).sum() / count,
                    Math.sqrt(modes.stream()
                                    .mapToDouble(PracticeReport.InMode::standardError)
                                    .map(error -> error * error)
                                    .sum())
                            / count,
                    modes.stream()
                                    .mapToDouble(PracticeReport.InMode::firstTokenSeconds)
                                    .sum()
                            / count);
        }
    }

    /// @param kept whether the validation part did not get worse with the new lessons
    /// @param lessons in the book after it
    public record Round(
            int number, Measured training, Measured validation, boolean kept, int lessons, Measured heldOut) {}

    public ObjectNode json() {
        return LearningPage.json(this);
    }

    public String text() {
        return LearningPage.text(this);
    }

    public String html() {
        return LearningPage.html(this);
    }

    /// Writes `report.json` and `report.html`.
    public void write(Path folder) {
        try {
            WholeFile.write(folder.resolve("report.json"), out -> out.write(json().toPrettyString() + "\n"));
            WholeFile.write(folder.resolve("report.html"), out -> out.write(html()));
        } catch (IOException e) {
            throw new UncheckedIOException("the report cannot be written: " + e.getMessage(), e);
        }
    }
}
