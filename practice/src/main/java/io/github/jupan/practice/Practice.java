package io.github.jupan.practice;

import io.github.jupan.agent.ModelException;
import io.github.jupan.practice.internal.Tally;
import io.github.jupan.practice.lessons.LessonSource;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Sandbox;
import java.util.Iterator;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes the attempts of a practice folder that have not been made yet, several at a time, each in a fresh
/// conversation with a seed of its own.
///
/// ```java
/// PracticeFolder folder = PracticeFolder.write(path, settings, ExerciseFile.read(files, ExerciseFields.USUAL));
/// new Practice(AgentSource.of(model), sandbox, Scorers.of("number", () -> sandbox)).run(folder);
/// System.out.println(Reports.text(Reports.of(folder, List.of(1, 4))));
/// ```
///
/// It holds one attempt for each connection in memory and nothing of those that are finished but their number.
public final class Practice {

    /// With so many attempts in a row that came to nothing, the rest would too.
    private static final int MOST_FAILURES_IN_A_ROW = 20;

    private final RolloutMaker maker;
    private final Scorer scorer;
    private final LessonSource lessons;
    private final int connections;
    private final PracticeListener listener;
    private final Cancellation cancellation;

    /// @param sandbox where the model's code runs; the caller closes it
    public Practice(AgentSource agents, Sandbox sandbox, Scorer scorer) {
        this(new LocalRollouts(agents, sandbox), scorer);
    }

    /// @param maker makes the attempts, of which the scorer then says whether they came out right
    public Practice(RolloutMaker maker, Scorer scorer) {
        this(maker, scorer, LessonSource.NONE, 1, progress -> {}, new Cancellation());
    }

    private Practice(
            RolloutMaker maker,
            Scorer scorer,
            LessonSource lessons,
            int connections,
            PracticeListener listener,
            Cancellation cancellation) {
        this.maker = maker;
        this.scorer = scorer;
        this.lessons = lessons;
        this.connections = connections;
        this.listener = listener;
        this.cancellation = cancellation;
    }

    /// How many attempts are on their way at the same time. Default: 1.
    public Practice connections(int value) {
        if (value < 1) {
            throw new IllegalArgumentException("a practice needs one connection at least, not " + value);
        }
        return new Practice(maker, scorer, lessons, value, listener, cancellation);
    }

    /// Hears of each attempt that has ended. Default: nobody.
    public Practice listener(PracticeListener value) {
        return new Practice(maker, scorer, lessons, connections, value, cancellation);
    }

    /// Ends the practice; attempts on their way are given up, and made again when it goes on. Default: nobody does.
    public Practice cancellation(Cancellation value) {
        return new Practice(maker, scorer, lessons, connections, listener, value);
    }

    /// What is shown to the model beside each question. Default: nothing.
    public Practice lessons(LessonSource value) {
        return new Practice(maker, scorer, value, connections, listener, cancellation);
    }

    /// Makes the attempts, and returns when all are finished or came to nothing, or it was cancelled. A model
    /// that cannot be reached is no wrong answer: that attempt is noted in the folder's failures, and made by
    /// the next run.
    ///
    /// @return how far it has come
    /// @throws ModelException when so many in a row came to nothing that the rest would too
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws PracticeException when an exercise does not fit the scorer, or another process practises there
    public PracticeProgress run(PracticeFolder folder) {
        folder.exercises().values().forEach(scorer::check);
        try (AttemptLog log = AttemptLog.open(folder)) {
            Tally tally = tally(folder, log);
            Iterator<RolloutRequest> wanted = keys(folder, log.finished())
                    .map(key -> request(folder, key))
                    .iterator();
            maker.make(folder, wanted, connections, new Taking(folder, log, tally), cancellation);
            return tally.progress();
        }
    }

    private static Tally tally(PracticeFolder folder, AttemptLog log) {
        int total = folder.exercises().size()
                * folder.settings().modes().size()
                * folder.settings().epochs();
        try (Stream<Attempt> attempts = folder.attempts()) {
            int right = (int) attempts.filter(Attempt::isRight).count();
            return new Tally(total, log.finished().size(), right);
        }
    }

    /// Epoch after epoch, so that a practice which is stopped early has tried all exercises alike.
    private static Stream<Attempt.Key> keys(PracticeFolder folder, Set<Attempt.Key> finished) {
        return IntStream.rangeClosed(1, folder.settings().epochs())
                .boxed()
                .flatMap(epoch -> folder.exercises().keySet().stream()
                        .flatMap(exercise ->
                                folder.settings().modes().stream().map(mode -> new Attempt.Key(exercise, mode, epoch))))
                .filter(key -> !finished.contains(key));
    }

    private RolloutRequest request(PracticeFolder folder, Attempt.Key key) {
        Exercise exercise = Objects.requireNonNull(folder.exercises().get(key.exercise()));
        String shown = lessons.beside(exercise);
        String system = exercise.system().isEmpty() || shown.isEmpty()
                ? exercise.system() + shown
                : exercise.system() + "\n\n" + shown;
        return new RolloutRequest(
                key, key.seed(folder.settings().seed()), exercise.question(), system, exercise.documents());
    }

    /// Writes down what was made.
    private final class Taking implements RolloutMaker.Taker {

        private final PracticeFolder folder;
        private final AttemptLog log;
        private final Tally tally;

        Taking(PracticeFolder folder, AttemptLog log, Tally tally) {
            this.folder = folder;
            this.log = log;
            this.tally = tally;
        }

        @Override
        public void made(Attempt.Key key, Rollout rollout) {
            Exercise exercise = folder.exercises().get(key.exercise());
            if (exercise == null || log.has(key)) {
                return;
            }
            Score score = rollout.answered()
                    ? scorer.score(exercise, rollout)
                    : Score.wrong("", "no answer: " + rollout.outcome());
            Attempt attempt = new Attempt(key, folder.settings().model(), rollout, score);
            log.add(attempt);
            tally.finished(attempt);
            listener.onProgress(tally.progress());
        }

        @Override
        public void failed(Attempt.Failed failed) {
            log.add(failed);
            if (tally.failed() >= MOST_FAILURES_IN_A_ROW) {
                throw new ModelException(
                        failed.message(),
                        failed.mayHelp() ? ModelException.Retry.MAY_HELP : ModelException.Retry.WILL_NOT_HELP,
                        null);
            }
            listener.onProgress(tally.progress());
        }
    }
}
