package io.github.jupan.practice.lessons;

import io.github.jupan.agent.ModelException;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Practice;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeProgress;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.internal.SplitMix;
import io.github.jupan.practice.internal.learn.Lessons;
import io.github.jupan.practice.report.PracticeReport;
import io.github.jupan.practice.report.Reports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Practises in rounds and learns from what came out right: in each round the model attempts the training exercises;
/// of the right attempts those that teach most become lessons; they are kept when the validation part does not get
/// worse with them; and the held-out part is measured. Beside it the held-out part is measured without lessons, and
/// with the worked solutions of the training data as lessons: imitation.
///
/// Every step is a [PracticeFolder] below one folder, so that the same call goes on where an earlier one was stopped.
public final class Learning {

    private final Practice practice;
    private final int tokens;

    /// @param practice makes the attempts
    /// @param tokens that lessons may take up beside a question
    public Learning(Practice practice, int tokens) {
        this.practice = practice;
        this.tokens = tokens;
    }

    /// The exercises, in three parts that share none.
    public record Parts(List<Exercise> training, List<Exercise> validation, List<Exercise> heldOut) {
        public Parts {
            training = List.copyOf(training);
            validation = List.copyOf(validation);
            heldOut = List.copyOf(heldOut);
            if (training.isEmpty() || validation.isEmpty() || heldOut.isEmpty()) {
                throw new PracticeException("learning needs exercises to train, to validate and to hold out: "
                        + training.size() + ", " + validation.size() + " and " + heldOut.size() + " are too few");
            }
        }

        /// By lot, which a seed decides.
        ///
        /// @param sizes of the three
        public static Parts of(List<Exercise> exercises, List<Integer> sizes, long seed) {
            long wanted = sizes.stream().mapToLong(Integer::longValue).sum();
            if (sizes.size() != 3 || wanted > exercises.size() || sizes.stream().anyMatch(size -> size < 1)) {
                throw new PracticeException("the parts " + sizes + " cannot be had of " + exercises.size()
                        + " exercises: give three numbers, to train, to validate and to hold out");
            }
            List<Exercise> mixed = new ArrayList<>(exercises);
            SplitMix random = new SplitMix(seed);
            for (int i = mixed.size() - 1; i > 0; i--) {
                Collections.swap(mixed, i, random.below(i + 1));
            }
            int validation = sizes.get(0);
            int heldOut = validation + sizes.get(1);
            return new Parts(
                    mixed.subList(0, validation), mixed.subList(validation, heldOut), mixed.subList(heldOut, (int)
                            wanted));
        }
    }

    /// @param settings of each step; their epochs are those of the training, and one attempt measures
    /// @return empty when the practice was cancelled
    /// @throws ModelException when the model could not be reached for some attempts; the same call goes on
    public Optional<LearningReport> run(Path folder, PracticeSettings settings, Parts parts, int rounds) {
        Optional<LearningReport.Measured> none =
                measured(folder.resolve("no-lessons"), settings, parts.heldOut(), empty());
        Optional<LearningReport.Measured> before =
                none.flatMap(any -> measured(folder.resolve("validation-0"), settings, parts.validation(), empty()));
        if (none.isEmpty() || before.isEmpty()) {
            return Optional.empty();
        }
        List<Lesson> worked = parts.training().stream()
                .filter(exercise -> !exercise.solution().isBlank())
                .map(Lesson::imitated)
                .toList();
        Optional<LearningReport.Measured> imitation = worked.isEmpty()
                ? Optional.empty()
                : measured(folder.resolve("imitation"), settings, parts.heldOut(), new LessonBook(worked, tokens));
        if (imitation.isEmpty() && !worked.isEmpty()) {
            return Optional.empty();
        }
        LessonBook book = empty();
        LearningReport.Measured heldOut = none.get();
        double best = before.get().accuracy();
        List<LearningReport.Round> done = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            Optional<PracticeFolder> attempts = attempted(
                    folder.resolve("round-" + round + "-training"),
                    settings,
                    parts.training(),
                    book,
                    settings.epochs());
            if (attempts.isEmpty()) {
                return Optional.empty();
            }
            LearningReport.Measured training = measured(attempts.get());
            LessonBook learnt = learnt(attempts.get(), book);
            Optional<LearningReport.Measured> validation = learnt.equals(book)
                    ? Optional.of(new LearningReport.Measured(best, Double.NaN, 0))
                    : measured(folder.resolve("round-" + round + "-validation"), settings, parts.validation(), learnt);
            if (validation.isEmpty()) {
                return Optional.empty();
            }
            boolean kept = !learnt.equals(book) && validation.get().accuracy() >= best;
            if (kept) {
                book = learnt;
                best = validation.get().accuracy();
                Optional<LearningReport.Measured> now =
                        measured(folder.resolve("round-" + round + "-held-out"), settings, parts.heldOut(), book);
                if (now.isEmpty()) {
                    return Optional.empty();
                }
                heldOut = now.get();
            }
            done.add(new LearningReport.Round(
                    round, training, validation.get(), kept, book.lessons().size(), heldOut));
        }
        return Optional.of(new LearningReport(
                settings,
                parts.training().size(),
                parts.validation().size(),
                parts.heldOut().size(),
                none.get(),
                before.get(),
                imitation,
                done,
                book));
    }

    private LessonBook empty() {
        return new LessonBook(List.of(), tokens);
    }

    private Optional<LearningReport.Measured> measured(
            Path path, PracticeSettings settings, List<Exercise> exercises, LessonBook book) {
        return attempted(path, settings, exercises, book, 1).map(Learning::measured);
    }

    private Optional<PracticeFolder> attempted(
            Path path, PracticeSettings settings, List<Exercise> exercises, LessonBook book, int epochs) {
        PracticeSettings wanted = new PracticeSettings(
                settings.model(),
                settings.modes(),
                epochs,
                settings.seed(),
                settings.scorer(),
                book.lessons().isEmpty() ? "" : book.summary(),
                settings.began());
        PracticeFolder folder;
        if (PracticeFolder.isOne(path)) {
            folder = PracticeFolder.read(path);
            if (!same(folder, wanted, exercises)) {
                throw new PracticeException(path + " was begun with other settings or exercises: name another folder");
            }
        } else {
            folder = PracticeFolder.write(path, wanted, exercises);
            if (!book.lessons().isEmpty()) {
                book.write(path.resolve("lessons.md"));
            }
        }
        PracticeProgress progress =
                practice.lessons(exercise -> book.beside(exercise.question())).run(folder);
        if (progress.failed() > 0) {
            throw new ModelException(
                    progress.failed() + " attempts came to nothing, as the model could not be reached; the same"
                            + " command makes them again",
                    ModelException.Retry.MAY_HELP,
                    null);
        }
        return progress.finished() < progress.total() ? Optional.empty() : Optional.of(folder);
    }

    private static boolean same(PracticeFolder folder, PracticeSettings wanted, List<Exercise> exercises) {
        PracticeSettings then = folder.settings();
        return then.model().equals(wanted.model())
                && then.modes().equals(wanted.modes())
                && then.epochs() == wanted.epochs()
                && then.seed() == wanted.seed()
                && then.scorer().equals(wanted.scorer())
                && then.lessons().equals(wanted.lessons())
                && List.copyOf(folder.exercises().keySet())
                        .equals(exercises.stream().map(Exercise::id).toList());
    }

    /// The book with what was learnt from these attempts: one lesson for an exercise, the one that teaches most.
    private LessonBook learnt(PracticeFolder folder, LessonBook book) {
        Map<String, Lesson> all = new LinkedHashMap<>();
        book.lessons().forEach(lesson -> all.put(lesson.exercise(), lesson));
        Lessons lessons = new Lessons(folder.exercises());
        try (Stream<Attempt> attempts = folder.attempts()) {
            attempts.forEach(lessons::add);
        }
        lessons.best().forEach(lesson -> all.put(lesson.exercise(), lesson));
        return new LessonBook(List.copyOf(all.values()), tokens);
    }

    private static LearningReport.Measured measured(PracticeFolder folder) {
        List<PracticeReport.InMode> modes = Reports.of(folder, List.of()).modes();
        double count = modes.size();
        return new LearningReport.Measured(
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
