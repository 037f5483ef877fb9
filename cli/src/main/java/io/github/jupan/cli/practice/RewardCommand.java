package io.github.jupan.cli.practice;

import io.github.jupan.cli.options.OptionValues;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.ranking.HeldOut;
import io.github.jupan.practice.ranking.Preference;
import io.github.jupan.practice.ranking.RewardFile;
import io.github.jupan.practice.ranking.RewardModel;
import io.github.jupan.practice.ranking.RewardModel.Weight;
import io.github.jupan.practice.ranking.RewardTraining;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Rewards that are learned from rankings.
@Command(
        name = "reward",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Learns from rankings what is preferred, and shows how far that may be trusted.",
            "",
            "jupan ask --best-of 8 --by reward:FILE chooses by it. docs/rankings.md says more.",
            ""
        },
        footer = {"", "jupan reward train practice-1/preferences.jsonl --out reward.json"})
public final class RewardCommand implements Runnable {

    private static final double NOTHING = 0.005;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public RewardCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "write train, show or curve after reward");
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Learns a reward from preferences, and says how it does on exercises that it has not seen.")
    int train(
            @Parameters(
                            arity = "1..*",
                            paramLabel = "PAIRS",
                            description = "preferences.jsonl of a practice folder, or the folder.")
                    List<Path> pairs,
            @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the reward goes.")
                    Path out,
            @Option(
                            names = "--l2",
                            paramLabel = "N",
                            defaultValue = "1",
                            description = "The penalty on weights, above 0: the more, the less a few pairs can say."
                                    + " Default: 1.")
                    String l2,
            @Option(
                            names = "--folds",
                            paramLabel = "N",
                            defaultValue = "5",
                            description = "Parts of the exercises, each of which is held out once. Default: 5.")
                    String folds,
            @Option(names = "--seed", paramLabel = "N", defaultValue = "0", description = "Of the parts. Default: 0.")
                    String seed,
            @Option(
                            names = "--by",
                            paramLabel = "WHO",
                            description = "Pairs of this one alone: person, rewards or judge:MODEL. Default: all.")
                    @Nullable
                    String by) {
        RewardTraining training = new RewardTraining(
                OptionValues.read("l2", l2, OptionValues.fraction(n -> n > 0 && n < 1e9, "above 0")),
                OptionValues.read("folds", folds, OptionValues.whole(2)),
                OptionValues.read("seed", seed, OptionValues::seed));
        RewardModel model = training.train(
                pairs.stream()
                        .map(path -> Files.isDirectory(path) ? path.resolve(Preference.FILE) : path)
                        .toList(),
                preference -> by == null || preference.by().equals(by));
        RewardFile.write(model, out);
        Surface surface = Surfaces.of(surroundings).out();
        say(surface, model);
        surface.line(Style.PLAIN, "written to " + out);
        surface.flush();
        return (model.heldOut().isBetterThanChance() ? ExitCode.DONE : ExitCode.NOT_ANSWERED).number();
    }

    @Command(mixinStandardHelpOptions = true, description = "Says what a reward likes, the strongest first.")
    void show(
            @Parameters(paramLabel = "FILE", description = "Written by jupan reward train.") Path file,
            @Option(names = "--most", paramLabel = "N", defaultValue = "20", description = "Lines. Default: 20.")
                    String most) {
        int lines = OptionValues.read("most", most, OptionValues.whole(1));
        RewardModel model = RewardFile.read(file);
        Surface surface = Surfaces.of(surroundings).out();
        List<Weight> strongest = model.strongest().stream()
                .filter(weight -> Math.abs(weight.weight()) >= NOTHING)
                .toList();
        strongest.stream().limit(lines).forEach(weight -> surface.line(Style.PLAIN, sentence(weight)));
        if (strongest.size() > lines) {
            surface.line(Style.DIM, "and " + (strongest.size() - lines) + " more, weaker");
        }
        surface.line(Style.PLAIN, "");
        say(surface, model);
        surface.flush();
    }

    /// By what the odds of being preferred grow with one usual difference more.
    private static String sentence(Weight weight) {
        return String.format(
                Locale.ROOT,
                "%-9s %-50s %+.2f  odds ×%.2f",
                weight.weight() > 0 ? "likes" : "dislikes",
                weight.liked(),
                weight.weight(),
                Math.exp(weight.weight()));
    }

    private static void say(Surface surface, RewardModel model) {
        HeldOut heldOut = model.heldOut();
        surface.line(
                Style.PLAIN,
                String.format(
                        Locale.ROOT,
                        "right on %.1f %% of %d held-out pairs (95 %%: %.1f–%.1f %%), of %d exercises, by %s",
                        100 * heldOut.accuracy(),
                        heldOut.pairs(),
                        100 * heldOut.low(),
                        100 * heldOut.high(),
                        model.exercises().size(),
                        model.by()));
        if (!heldOut.isBetterThanChance()) {
            surface.line(Style.WARNING, "not shown to be better than chance: it is refused wherever it would choose");
        }
        model.bestOf()
                .ifPresent(most -> surface.line(
                        Style.PLAIN, "chooses of " + most + " at most: of more, truth fell (--stop-early)"));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Shows what becomes of the truth when a reward chooses of more and more attempts.",
                "",
                "Past a peak the reward goes on rising while truth falls: there it is gamed.",
                ""
            })
    void curve(
            @Parameters(paramLabel = "DIR", description = "A folder that jupan practice wrote.") Path folder,
            @Mixin CurveOptions options) {
        options.check();
        options.show(PracticeFolder.read(folder), Surfaces.of(surroundings).out());
    }
}
