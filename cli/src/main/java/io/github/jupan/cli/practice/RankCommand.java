package io.github.jupan.cli.practice;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.Mode;
import io.github.jupan.cli.models.ConfiguredModels;
import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Interrupts;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.ranking.Comparison;
import io.github.jupan.practice.ranking.Comparison.Pair;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import io.github.jupan.practice.ranking.JudgeModel;
import io.github.jupan.practice.ranking.PairJudge;
import io.github.jupan.practice.ranking.Preference;
import io.github.jupan.practice.ranking.Ranking;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.ModelSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Compares attempts in pairs.
@Command(
        name = "rank",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Compares a practice's attempts in pairs: which of two attempts at an exercise is better?",
            "",
            "Shows two beside each other, blind, and reads a key: a, b, t for a tie, s to skip, u to undo, q to quit."
                    + " It goes on where it was. What is preferred is written to preferences.jsonl in the folder;"
                    + " docs/rankings.md says more.",
            ""
        },
        footer = {"", "jupan rank practice-1"})
public final class RankCommand implements Callable<Integer> {

    private static final int USUAL_JUDGEMENTS = 100;

    private final Surroundings surroundings;

    /// What speaks for itself.
    enum By {
        REWARDS
    }

    @Parameters(paramLabel = "DIR", description = "A folder that jupan practice wrote.")
    private Path folder = Path.of("");

    @Option(
            names = "--by",
            paramLabel = "WHAT",
            description = "rewards: the attempt with the higher score is preferred; nobody is asked.")
    private @Nullable By by;

    @Option(
            names = "--judge",
            paramLabel = "MODEL",
            description = "Have this model judge, in both orders; where it disagrees with itself it is a tie.")
    private @Nullable String judge;

    @Option(names = "--base-url", paramLabel = "URL", description = "Where the judge is, as with jupan ask.")
    private @Nullable String baseUrl;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "Compare no more pairs than these. Default: all; with --judge 100.")
    private @Nullable Integer limit;

    @Option(names = "--seed", paramLabel = "N", description = "Of the order and the sides. Default: the practice's.")
    private @Nullable Long seed;

    public RankCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (by != null && judge != null) {
            throw new UsageException("--by and --judge exclude each other");
        }
        if (limit != null && limit < 1) {
            throw new UsageException("--limit must be at least 1, not " + limit);
        }
        PracticeFolder practice = PracticeFolder.read(folder);
        if (judge != null) {
            return byModel(practice, judge);
        }
        if (by != null) {
            return compare(practice, PairJudge.rewards(), most(Integer.MAX_VALUE), new Cancellation());
        }
        if (!surroundings.isTerminal(StandardStream.IN) || !surroundings.isTerminal(StandardStream.OUT)) {
            throw new UsageException("ranking needs a terminal; without one: --by rewards, or --judge MODEL");
        }
        try (Ranking ranking = open(practice, "person")) {
            RankSession.start(ranking, surroundings, most(Integer.MAX_VALUE));
            say(ranking);
        }
        return ExitCode.DONE.number();
    }

    private int most(int usual) {
        return limit == null ? usual : limit;
    }

    private Ranking open(PracticeFolder practice, String name) {
        Ranking ranking =
                Ranking.open(practice, name, seed == null ? practice.settings().seed() : seed);
        if (ranking.pairs() == 0) {
            ranking.close();
            throw new UsageException(folder + " has no two different attempts at the same exercise:"
                    + " practise there with more epochs");
        }
        return ranking;
    }

    private int byModel(PracticeFolder practice, String model) throws IOException {
        Setup setup = AskOptions.ofModel(model, baseUrl).setup(surroundings);
        Cancellation cancellation = new Cancellation();
        try (ConfiguredModels models = new ConfiguredModels(setup, surroundings, ConfiguredModels.Chooser.USER);
                Sandbox sandbox = surroundings.openSandbox()) {
            ModelSource.Opened opened =
                    models.open(Optional.empty(), setup.options().settings());
            setup.sayNotes(surroundings);
            try (Agent agent = setup.options()
                            .settings()
                            .agent(opened)
                            .sandbox(sandbox)
                            .mode(Mode.THINK)
                            .build();
                    Interrupts _ = Interrupts.handledBy(cancellation::cancel)) {
                return compare(
                        practice,
                        new JudgeModel(agent, opened.name(), cancellation),
                        most(USUAL_JUDGEMENTS),
                        cancellation);
            }
        }
    }

    private int compare(PracticeFolder practice, PairJudge pairJudge, int most, Cancellation cancellation) {
        Surface aside = Surfaces.of(surroundings).aside();
        try (Ranking ranking = open(practice, pairJudge.name())) {
            int made = 0;
            for (Pair pair : ranking.remaining()) {
                if (made == most || cancellation.isRequested()) {
                    break;
                }
                aside.status(ranking.compared().size() + " pairs compared");
                Optional<Verdict> verdict = pairJudge.judge(
                        ranking.exercise(pair), ranking.attempt(pair.first()), ranking.attempt(pair.second()));
                if (verdict.isPresent()) {
                    ranking.add(pair, verdict.get());
                    made++;
                }
            }
            aside.clearStatus();
            aside.flush();
            say(ranking);
        }
        return (cancellation.isRequested() ? ExitCode.CANCELLED : ExitCode.DONE).number();
    }

    private void say(Ranking ranking) {
        List<Comparison> compared = ranking.compared();
        long preferred = count(compared, Verdict.FIRST) + count(compared, Verdict.SECOND);
        Surface out = Surfaces.of(surroundings).out();
        out.line(
                Style.PLAIN,
                compared.size() + " of " + ranking.pairs() + " pairs compared: " + preferred + " preferred, "
                        + count(compared, Verdict.TIE) + " tied, " + count(compared, Verdict.SKIPPED) + " skipped");
        out.line(Style.PLAIN, "written to " + folder.resolve(Preference.FILE));
        out.flush();
    }

    private static long count(List<Comparison> compared, Verdict verdict) {
        return compared.stream().filter(each -> each.verdict() == verdict).count();
    }
}
