package io.github.jupan.cli;

import io.github.jupan.agent.Mode;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.ExerciseFields;
import io.github.jupan.practice.ExerciseFile;
import io.github.jupan.practice.Practice;
import io.github.jupan.practice.PracticeExport;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeProgress;
import io.github.jupan.practice.PracticeReport;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.RecordedSessions;
import io.github.jupan.practice.Reports;
import io.github.jupan.practice.Scorer;
import io.github.jupan.practice.Scorers;
import io.github.jupan.practice.lessons.Learning;
import io.github.jupan.practice.lessons.LearningReport;
import io.github.jupan.practice.lessons.LessonBook;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        versionProvider = JupanCommand.Version.class,
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
final class PracticeCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final CurveOptions curve = new CurveOptions();

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

    @Option(names = "--json", description = "Print the report as JSON (docs/practice.md).")
    private boolean json;

    PracticeCommand(Surroundings surroundings) {
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
            Optional<LessonBook> lessons = setup.lessons();
            if (rounds > 0) {
                return learnt(agents, setup, sandbox, chosen).number();
            }
            PracticeFolder folder = folder(agents, setup, lessons);
            setup.sayNotes(surroundings);
            Cancellation cancellation = new Cancellation();
            PracticeProgress progress;
            PracticeProgressLine line =
                    new PracticeProgressLine(Surfaces.of(surroundings).aside());
            try (Interrupts _ = Interrupts.handledBy(cancellation::cancel)) {
                progress = new Practice(agents, sandbox, chosen)
                        .connections(connections)
                        .listener(line)
                        .cancellation(cancellation)
                        .run(folder);
            } finally {
                line.end();
            }
            return report(folder, progress, cancellation.isRequested()).number();
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = {
                "Writes a practice in the form of others' tools.",
                "",
                "inspect: logs for inspect view; chat: the right attempts as messages; trl-prompt and verl: the"
                    + " exercises; trl-preference: a right attempt beside a wrong one; lm-eval: samples and results.",
                ""
            })
    void export(
            @Parameters(paramLabel = "DIR", description = "The practice folder.") Path folder,
            @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "One of these.")
                    String format,
            @Option(names = "--to", paramLabel = "DIR", description = "Default: a folder in it, by the format's name.")
                    @Nullable
                    Path to) {
        PracticeExport.Format form = OptionValues.read("format", format, PracticeCommand::format);
        Path target = to == null ? folder.resolve(format.strip().toLowerCase(Locale.ROOT)) : to;
        for (Path file : PracticeExport.write(PracticeFolder.read(folder), form, target)) {
            surroundings.out().print(file + "\n");
        }
    }

    private static PracticeExport.Format format(String text) {
        return Arrays.stream(PracticeExport.Format.values())
                .filter(form -> form.name().equalsIgnoreCase(text.strip().replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "takes inspect, chat, trl-prompt, trl-preference, verl or lm-eval, not " + text));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Shows a practice as it stands, and writes its report anew.")
    void report(
            @Parameters(paramLabel = "DIR", description = "The practice folder.") Path path,
            @Option(
                            names = "--pass-at",
                            paramLabel = "LIST",
                            split = ",",
                            description = "The k of pass@k and of votes.")
                    @Nullable
                    List<Integer> at,
            @Option(names = "--json", description = "Print it as JSON.") boolean asJson) {
        PracticeFolder folder = PracticeFolder.read(path);
        List<Integer> counts = at == null ? doubles(folder.settings().epochs()) : at;
        counts.forEach(k -> atLeastOne("--pass-at", k));
        PracticeReport report = Reports.of(folder, counts);
        Reports.write(report, folder);
        surroundings.out().print(asJson ? Reports.json(report) + "\n" : Reports.text(report));
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Reads sessions that others recorded (the form of jupan replay) as attempts, and scores them.")
    void recorded(
            @Parameters(paramLabel = "FILE", description = "The recording, JSON lines.") Path file,
            @Option(names = "--out", required = true, paramLabel = "DIR", description = "The practice folder to make.")
                    Path folder,
            @Option(names = "--scorer", paramLabel = "NAME", defaultValue = "auto", description = "Default: auto.")
                    String name) {
        try (Sandbox sandbox = surroundings.openSandbox()) {
            String model = String.valueOf(file.getFileName()).replaceFirst("\\.jsonl?$", "");
            PracticeFolder made = RecordedSessions.score(file, folder, model, Scorers.of(name, () -> sandbox));
            PracticeReport report = Reports.of(made, List.of(1));
            Reports.write(report, made);
            surroundings.out().print(Reports.text(report));
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
        atLeastOne("--lesson-tokens", lessonTokens);
        if (curve.isGiven()) {
            curve.check();
            if (rounds > 0) {
                throw new UsageException("--best-of is of one practice: leave out --rounds");
            }
        }
        if (rounds < 0) {
            throw new UsageException("--rounds must be at least 1, not " + rounds);
        }
        if (rounds > 0 && learn == null) {
            throw new UsageException("--rounds learns something: say with --learn FILE where it goes");
        }
        if (rounds == 0 && (learn != null || !parts.isEmpty())) {
            throw new UsageException("--learn and --parts go with --rounds");
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

    private PracticeSettings settings(SeededAgents agents, Setup setup, String lessons) {
        return new PracticeSettings(
                agents.model(),
                modes.isEmpty() ? List.of(setup.options().mode()) : modes,
                epochs,
                setup.options().settings().seed().orElse(0L),
                scorer,
                lessons,
                Instant.now());
    }

    private PracticeFolder folder(SeededAgents agents, Setup setup, Optional<LessonBook> lessons) {
        Path path = path();
        List<Exercise> exercises = files.isEmpty() ? List.of() : exercises();
        PracticeSettings wanted =
                settings(agents, setup, lessons.map(LessonBook::summary).orElse(""));
        if (!PracticeFolder.isOne(path)) {
            if (files.isEmpty()) {
                throw new UsageException(path + " holds no practice yet: name a file of exercises");
            }
            return PracticeFolder.write(path, wanted, exercises);
        }
        if (!resume) {
            throw new UsageException(path + " holds a practice: go on with --resume, or name another folder");
        }
        return resumed(PracticeFolder.read(path), wanted, exercises);
    }

    private static PracticeFolder resumed(PracticeFolder before, PracticeSettings wanted, List<Exercise> exercises) {
        PracticeSettings then = before.settings();
        same("--model", then.model().name(), wanted.model().name(), before);
        same("--temperature", then.model().temperature(), wanted.model().temperature(), before);
        same("--top-p", then.model().topP(), wanted.model().topP(), before);
        same("--max-tokens", then.model().maxTokens(), wanted.model().maxTokens(), before);
        same(
                "--reasoning-effort",
                then.model().reasoningEffort(),
                wanted.model().reasoningEffort(),
                before);
        same("--modes", then.modes(), wanted.modes(), before);
        same("--seed", then.seed(), wanted.seed(), before);
        same("--scorer", then.scorer(), wanted.scorer(), before);
        same("--lessons", then.lessons(), wanted.lessons(), before);
        Map<String, Exercise> all = new LinkedHashMap<>(before.exercises());
        for (Exercise exercise : exercises) {
            Exercise known = all.putIfAbsent(exercise.id(), exercise);
            if (known != null
                    && !(known.question().equals(exercise.question())
                            && known.targets().equals(exercise.targets()))) {
                throw new UsageException("the exercise " + exercise.id() + " was another one when " + before.path()
                        + " was begun; name another folder");
            }
        }
        int epochs = Math.max(then.epochs(), wanted.epochs());
        if (epochs == then.epochs() && all.size() == before.exercises().size()) {
            return before;
        }
        return PracticeFolder.write(
                before.path(),
                new PracticeSettings(
                        then.model(), then.modes(), epochs, then.seed(), then.scorer(), then.lessons(), then.began()),
                all.values());
    }

    private static void same(String option, Object then, Object now, PracticeFolder folder) {
        if (!then.equals(now)) {
            throw new UsageException(folder.path() + " was begun with another " + option + " (" + word(then) + ", not "
                    + word(now) + "): give the same, or name another folder");
        }
    }

    private static String word(Object value) {
        return switch (value) {
            case Optional<?> maybe -> maybe.map(PracticeCommand::word).orElse("none");
            case List<?> list ->
                String.join(",", list.stream().map(PracticeCommand::word).toList());
            case Enum<?> each -> each.name().toLowerCase(Locale.ROOT);
            default -> String.valueOf(value);
        };
    }

    private ExitCode learnt(SeededAgents agents, Setup setup, Sandbox sandbox, Scorer chosen) {
        if (setup.lessons().isPresent()) {
            throw new UsageException("--rounds begins without lessons: leave out --lessons");
        }
        if (files.isEmpty()) {
            throw new UsageException("there are no exercises to learn from; name a file");
        }
        List<Exercise> exercises = exercises();
        int quarter = exercises.size() / 4;
        List<Integer> sizes = parts.isEmpty() ? List.of(exercises.size() - 2 * quarter, quarter, quarter) : parts;
        PracticeSettings settings = settings(agents, setup, "");
        Path path = path();
        Cancellation cancellation = new Cancellation();
        PracticeProgressLine line =
                new PracticeProgressLine(Surfaces.of(surroundings).aside());
        setup.sayNotes(surroundings);
        Optional<LearningReport> report;
        try (Interrupts _ = Interrupts.handledBy(cancellation::cancel)) {
            Practice practice = new Practice(agents, sandbox, chosen)
                    .connections(connections)
                    .listener(line)
                    .cancellation(cancellation);
            report = new Learning(practice, lessonTokens)
                    .run(path, settings, Learning.Parts.of(exercises, sizes, settings.seed()), rounds);
        } finally {
            line.end();
        }
        Surfaces surfaces = Surfaces.of(surroundings);
        if (report.isEmpty()) {
            surfaces.aside().line(Style.PLAIN, "jupan: stopped; the same command goes on");
            return ExitCode.CANCELLED;
        }
        Reports.write(report.get(), path);
        if (learn != null) {
            report.get().book().write(learn);
        }
        if (json) {
            surroundings.out().print(Reports.json(report.get()) + "\n");
        } else {
            surfaces.out().write(Style.PLAIN, Reports.text(report.get()));
            surfaces.out().line(Style.DIM, path.resolve("report.html").toString());
            surfaces.out().flush();
        }
        return ExitCode.DONE;
    }

    private ExitCode report(PracticeFolder folder, PracticeProgress progress, boolean cancelled) {
        PracticeReport report =
                Reports.of(folder, passAt.isEmpty() ? doubles(folder.settings().epochs()) : passAt);
        Reports.write(report, folder);
        Surfaces surfaces = Surfaces.of(surroundings);
        if (json) {
            surroundings.out().print(Reports.json(report) + "\n");
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
        try (Stream<io.github.jupan.practice.Attempt.Failed> failures = folder.failures()) {
            return failures.reduce((first, last) -> last)
                    .map(io.github.jupan.practice.Attempt.Failed::message)
                    .orElse("");
        }
    }

    private static List<Integer> doubles(int epochs) {
        List<Integer> doubles = new ArrayList<>();
        for (int k = 1; k <= epochs; k *= 2) {
            doubles.add(k);
        }
        return doubles;
    }
}
