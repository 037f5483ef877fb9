package io.github.jupan.cli.practice;

import io.github.jupan.cli.options.OptionValues;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.ranking.RewardCurve;
import io.github.jupan.practice.ranking.RewardFile;
import io.github.jupan.practice.ranking.RewardModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of a command that shows what becomes of the truth when a reward chooses of more and more attempts.
final class CurveOptions {

    private static final String PREFIX = "reward:";

    @Option(
            names = "--best-of",
            split = ",",
            paramLabel = "N",
            description = "Show what a reward makes of so many attempts, such as 1,2,4,8,16.")
    private final List<String> bestOf = new ArrayList<>();

    @Option(
            names = "--by",
            paramLabel = "reward:FILE",
            description = "The reward that chooses of --best-of (jupan reward train).")
    private @Nullable String by;

    @Option(
            names = "--stop-early",
            description = "Keep where truth peaks in the reward's file: ask --best-of does not go beyond it.")
    private boolean stopEarly;

    /// A reward that may choose, and of how many attempts.
    private record Wanted(Path file, RewardModel model, List<Integer> counts) {}

    /// Whether any of them is given.
    boolean isGiven() {
        return by != null || stopEarly || !bestOf.isEmpty();
    }

    /// Says at once what is wrong with them.
    void check() {
        wanted();
    }

    private Wanted wanted() {
        if (by == null || bestOf.isEmpty()) {
            throw new UsageException("--best-of and --by reward:FILE go together");
        }
        Path file = Path.of(by.startsWith(PREFIX) ? by.substring(PREFIX.length()) : by);
        List<Integer> counts = bestOf.stream()
                .map(each -> OptionValues.read("best-of", each, OptionValues.whole(1)))
                .toList();
        return new Wanted(file, RewardFile.usable(file), counts);
    }

    /// Shows the curve of a folder's attempts.
    void show(PracticeFolder folder, Surface surface) {
        Wanted wanted = wanted();
        RewardCurve curve;
        try (Stream<Attempt> attempts = folder.attempts()) {
            curve = RewardCurve.of(attempts, wanted.model()::reward, wanted.counts());
        }
        RewardCurveText.lines(curve).forEach(line -> surface.line(Style.PLAIN, line));
        // A reward does better on what it was trained on.
        long seen = folder.exercises().keySet().stream()
                .filter(wanted.model().exercises()::contains)
                .count();
        if (seen > 0) {
            surface.line(
                    Style.WARNING,
                    "it was trained on rankings of " + seen
                            + " of these exercises: on others its truth may fall sooner");
        }
        if (stopEarly) {
            RewardFile.write(wanted.model().withBestOf(curve.peak().n()), wanted.file());
            surface.line(
                    Style.PLAIN, wanted.file() + " chooses of " + curve.peak().n() + " at most from now on");
        }
        surface.flush();
    }
}
