package io.github.jupan.cli.practice;

import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Practice;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.lessons.Learning;
import io.github.jupan.practice.lessons.LearningReport;
import io.github.jupan.practice.lessons.LearningReports;
import io.github.jupan.practice.lessons.LessonBook;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a practice that learns, in rounds.
final class LearningOptions {

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Learn in so many rounds: right attempts become lessons, which are kept when the validation"
                    + " part does not get worse; beside it no lessons, and imitation of the worked solutions.")
    private int rounds;

    @Option(names = "--learn", paramLabel = "FILE", description = "Where the lesson book goes, for --lessons.")
    private @Nullable Path learn;

    @Option(
            names = "--parts",
            paramLabel = "N,N,N",
            split = ",",
            description = "Exercises to learn from, to validate, to hold out. Default: half, a quarter, a quarter.")
    private final List<Integer> parts = new ArrayList<>();

    @Option(names = "--lesson-tokens", paramLabel = "N", description = "Lessons beside a question. Default: 800.")
    private int lessonTokens = LessonBook.USUAL_TOKENS;

    /// Whether a practice is to learn.
    boolean isGiven() {
        return rounds > 0;
    }

    /// Says at once what is wrong with them.
    void check() {
        PracticeCommand.atLeastOne("--lesson-tokens", lessonTokens);
        if (rounds < 0) {
            throw new UsageException("--rounds must be at least 1, not " + rounds);
        }
        if (rounds > 0 && learn == null) {
            throw new UsageException("--rounds learns something: say with --learn FILE where it goes");
        }
        if (rounds == 0 && (learn != null || !parts.isEmpty())) {
            throw new UsageException("--learn and --parts go with --rounds");
        }
    }

    ExitCode run(
            Practice practice,
            Path path,
            PracticeSettings settings,
            List<Exercise> exercises,
            Surfaces surfaces,
            boolean json) {
        int quarter = exercises.size() / 4;
        List<Integer> sizes = parts.isEmpty() ? List.of(exercises.size() - 2 * quarter, quarter, quarter) : parts;
        Optional<LearningReport> report = new Learning(practice, lessonTokens)
                .run(path, settings, Learning.Parts.of(exercises, sizes, settings.seed()), rounds);
        if (report.isEmpty()) {
            surfaces.aside().line(Style.PLAIN, "jupan: stopped; the same command goes on");
            return ExitCode.CANCELLED;
        }
        LearningReports.write(report.get(), path);
        if (learn != null) {
            report.get().book().write(learn);
        }
        if (json) {
            surfaces.out().write(Style.PLAIN, LearningReports.json(report.get()) + "\n");
        } else {
            surfaces.out().write(Style.PLAIN, LearningReports.text(report.get()));
            surfaces.out().line(Style.DIM, path.resolve("report.html").toString());
        }
        surfaces.out().flush();
        return ExitCode.DONE;
    }
}
