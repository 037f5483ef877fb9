package io.github.jupan.cli.practice;

import io.github.jupan.agent.Mode;
import io.github.jupan.cli.models.ConfiguredModels;
import io.github.jupan.cli.models.SeededAgents;
import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Interrupts;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.practice.Practice;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeProgress;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.Scorer;
import io.github.jupan.practice.Scorers;
import io.github.jupan.practice.exercises.ExerciseFields;
import io.github.jupan.practice.exercises.ExerciseFile;
import io.github.jupan.practice.lessons.LessonBook;
import io.github.jupan.practice.report.PracticeReport;
import io.github.jupan.practice.report.Reports;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Many attempts at exercises with known answers.
@Command(
        name = "practice",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Has a model attempt exercises with known answers, many times, and says how often it is right.",
            "",
            "FILE holds an exercise a line (JSON): GSM8K, MATH, TRL, verl and chat files as they come, or what jupan"
                    + " exercises makes. Everything goes into a folder: attempts.jsonl, report.html, report.json."
                    + " Exit code 1: less accurate than --min-accuracy; 3: attempts came to nothing because the model"
                    + " could not be reached, and are made by --resume.",
            ""
        },
        footer = {"", "jupan practice gsm8k.jsonl --model local: --modes think,code --limit 20 --epochs 4 --out gsm8k"})
public final class PracticeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final CurveOptions curve = new CurveOptions();

    @Mixin
    private final LearningOptions learning = new LearningOptions();

    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Exercises. With --resume the folder has them.")
    private final List<Path> files = new ArrayList<>();

    @Option(
            names = "--modes",
            paramLabel = "LIST",
            split = ",",
            description = "direct, think, code, or several of them, side by side. Default: --mode.")
    private final List<Mode> modes = new ArrayList<>();

    @Option(names = "--epochs", paramLabel = "N", description = "Attempts at each exercise in each mode. Default: 1.")
    private int epochs = 1;

    @Option(names = "--limit", paramLabel = "N", description = "The first N exercises alone.")
    private int limit = Integer.MAX_VALUE;

    @Option(names = "--max-connections", paramLabel = "N", description = "Attempts at the same time. Default: 2.")
    private int connections = 2;

    @Option(
            names = "--on",
            paramLabel = "ADDRESS",
            description = "Have workers (jupan worker) make the attempts, for the Temporal server at"
                    + " temporal://HOST[:PORT][/NAMESPACE].")
    private @Nullable String on;

    @Option(
            names = "--scorer",
            paramLabel = "NAME",
            description = "auto, number, number:TOLERANCE, exact, contains, choice, regex:PATTERN, python:FILE, or"
                    + " computed: right, and a run computed it. Default: auto.")
    private String scorer = "auto";

    @Option(
            names = "--pass-at",
            paramLabel = "LIST",
            split = ",",
            description = "The k of pass@k and of votes. Default: 1 and its doubles up to --epochs.")
    private final List<Integer> passAt = new ArrayList<>();

    @Option(names = "--out", paramLabel = "DIR", description = "The folder. Default: a new one, practice-DATE.")
    private @Nullable Path out;

    @Option(names = "--resume", description = "Go on in that folder; --epochs and --limit may have grown.")
    private boolean resume;

    @Option(names = "--min-accuracy", paramLabel = "N", description = "From 0 to 1: exit with 1 below it.")
    private double minAccuracy;

    @Option(names = "--question-field", paramLabel = "NAME", description = "Where the question stands in a line.")
    private @Nullable String questionField;

    @Option(names = "--answer-field", paramLabel = "NAME", description = "Where the right answer stands in a line.")
    private @Nullable String answerField;

    @Option(names = "--json", description = "Print the report as JSON (docs/practice.md).")
    private boolean json;

    public PracticeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        check();
        Setup setup = asking.setup(surroundings);
        try (ConfiguredModels models = new ConfiguredModels(setup, surroundings, ConfiguredModels.Chooser.USER);
                Sandbox sandbox = surroundings.openSandbox()) {
            SeededAgents agents = SeededAgents.of(models, setup.options());
            Scorer chosen = Scorers.of(scorer, () -> sandbox);
            if (on == null) {
                return practise(new Practice(agents, sandbox, chosen), agents.model(), setup);
            }
            try (Elsewhere elsewhere = Elsewhere.on(on, setup, agents, surroundings)) {
                Practice practice = new Practice(elsewhere.maker(), chosen);
                return practise(
                        setup.lessons()
                                .map(book -> practice.lessons(exercise -> book.beside(exercise.question())))
                                .orElse(practice),
                        elsewhere.model(),
                        setup);
            }
        }
    }

    private int practise(Practice practice, ModelSettings model, Setup setup) throws IOException {
        Surfaces surfaces = Surfaces.of(surroundings);
        Cancellation cancellation = new Cancellation();
        PracticeProgressLine line = new PracticeProgressLine(surfaces.aside());
        Practice watched = practice.connections(connections).listener(line).cancellation(cancellation);
        try (Interrupts _ = Interrupts.handledBy(cancellation::cancel)) {
            if (learning.isGiven()) {
                PracticeSettings settings = toLearn(model, setup);
                setup.sayNotes(surroundings);
                return learning.run(watched, path(), settings, exercises(), surfaces, json)
                        .number();
            }
            PracticeFolder folder = folder(model, setup);
            setup.sayNotes(surroundings);
            PracticeProgress progress = watched.run(folder);
            line.end();
            return report(folder, progress, cancellation.isRequested()).number();
        } finally {
            line.end();
        }
    }

    private void check() {
        atLeastOne("--epochs", epochs);
        atLeastOne("--limit", limit);
        atLeastOne("--max-connections", connections);
        passAt.forEach(k -> atLeastOne("--pass-at", k));
        if (!(minAccuracy >= 0 && minAccuracy <= 1)) {
            throw new UsageException("--min-accuracy takes a number from 0 to 1, not " + minAccuracy);
        }
        learning.check();
        if (curve.isGiven()) {
            curve.check();
            if (learning.isGiven()) {
                throw new UsageException("--best-of is of one practice: leave out --rounds");
            }
        }
        if (resume && out == null) {
            throw new UsageException("--resume goes on in a folder: name it with --out");
        }
        if (files.isEmpty() && !resume) {
            throw new UsageException(
                    "there are no exercises; name a file: jupan exercises letters > letters.jsonl makes one");
        }
    }

    static void atLeastOne(String option, int value) {
        if (value < 1) {
            throw new UsageException(option + " must be at least 1, not " + value);
        }
    }

    private Path path() {
        return out != null
                ? out
                : Path.of("practice-"
                        + DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT)
                                .format(LocalDateTime.now(ZoneId.systemDefault())));
    }

    private List<Exercise> exercises() {
        ExerciseFields fields =
                new ExerciseFields(Optional.ofNullable(questionField), Optional.ofNullable(answerField));
        return ExerciseFile.read(files, fields).stream().limit(limit).toList();
    }

    private PracticeSettings settings(ModelSettings model, Setup setup, String lessons) {
        return new PracticeSettings(
                model,
                modes.isEmpty() ? List.of(setup.options().mode()) : modes,
                epochs,
                setup.options().settings().seed().orElse(0L),
                scorer,
                lessons,
                Instant.now());
    }

    private PracticeSettings toLearn(ModelSettings model, Setup setup) {
        if (setup.lessons().isPresent()) {
            throw new UsageException("--rounds begins without lessons: leave out --lessons");
        }
        if (files.isEmpty()) {
            throw new UsageException("there are no exercises to learn from; name a file");
        }
        return settings(model, setup, "");
    }

    private PracticeFolder folder(ModelSettings model, Setup setup) {
        Path path = path();
        List<Exercise> exercises = files.isEmpty() ? List.of() : exercises();
        PracticeSettings wanted =
                settings(model, setup, setup.lessons().map(LessonBook::summary).orElse(""));
        if (!PracticeFolder.isOne(path)) {
            if (files.isEmpty()) {
                throw new UsageException(path + " holds no practice yet: name a file of exercises");
            }
            return PracticeFolder.write(path, wanted, exercises);
        }
        if (!resume) {
            throw new UsageException(path + " holds a practice: go on with --resume, or name another folder");
        }
        return PracticeResumption.of(PracticeFolder.read(path), wanted, exercises);
    }

    private ExitCode report(PracticeFolder folder, PracticeProgress progress, boolean cancelled) {
        PracticeReport report = Reports.of(
                folder,
                passAt.isEmpty()
                        ? PracticeReportCommand.doubles(folder.settings().epochs())
                        : passAt);
        Reports.write(report, folder);
        Surfaces surfaces = Surfaces.of(surroundings);
        if (json) {
            surfaces.out().write(Style.PLAIN, Reports.json(report) + "\n");
        } else {
            surfaces.out().write(Style.PLAIN, Reports.text(report));
            surfaces.out().line(Style.DIM, folder.path().resolve("report.html").toString());
            surfaces.out().flush();
        }
        if (cancelled) {
            surfaces.aside().line(Style.PLAIN, "jupan: stopped; --resume goes on");
            return ExitCode.CANCELLED;
        }
        if (progress.failed() > 0) {
            surfaces.aside()
                    .line(
                            Style.PLAIN,
                            "jupan: " + progress.failed() + " attempts came to nothing and are no wrong answers ("
                                    + lastFailure(folder) + "); --resume makes them again");
            return ExitCode.MODEL;
        }
        if (curve.isGiven()) {
            curve.show(folder, json ? surfaces.aside() : surfaces.out());
        }
        if (report.accuracy() < minAccuracy) {
            surfaces.aside().line(Style.PLAIN, "jupan: less accurate than --min-accuracy " + minAccuracy);
            return ExitCode.NOT_ANSWERED;
        }
        return ExitCode.DONE;
    }

    private static String lastFailure(PracticeFolder folder) {
        try (Stream<Attempt.Failed> failures = folder.failures()) {
            return failures.reduce((first, last) -> last)
                    .map(Attempt.Failed::message)
                    .orElse("");
        }
    }
}
