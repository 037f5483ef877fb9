package io.github.jupan.practice.ranking;

import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.AttemptLog;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Rollout.Status;
import io.github.jupan.practice.Score;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Attempts for tests of rankings.
public final class Ranked {

    public static final Instant THEN = Instant.parse("2026-11-27T09:00:00Z");

    private Ranked() {}

    public static Attempt.Key key(String exercise, int epoch) {
        return new Attempt.Key(exercise, Mode.CODE, epoch);
    }

    public static Attempt attempt(String exercise, int epoch, Rollout rollout, Score score) {
        return new Attempt(key(exercise, epoch), ModelSettings.of("scripted:model"), rollout, score);
    }

    /// A model that said something, ran a program for each of the ends, and answered.
    public static Rollout rollout(String said, List<Status> runs, String answer, List<Evidence> evidence) {
        List<Piece> pieces = new ArrayList<>(List.of(new Piece(Piece.Kind.QUESTION, 0, "How much?")));
        List<Rollout.Run> all = new ArrayList<>();
        pieces.add(new Piece(Piece.Kind.TEXT, 1, said));
        for (Status status : runs) {
            pieces.add(new Piece(Piece.Kind.CODE, 1, "1"));
            pieces.add(new Piece(Piece.Kind.RESULT, 1, "1"));
            all.add(new Rollout.Run(all.size() + 1, 1, status, "1", "", Duration.ZERO));
        }
        return rollout(Rollout.ANSWERED, answer, pieces, all, evidence);
    }

    public static Rollout rollout(String said, String answer) {
        return rollout(said, List.of(), answer, List.of());
    }

    public static Rollout unanswered(String said) {
        return rollout("step_limit", "", List.of(new Piece(Piece.Kind.TEXT, 1, said)), List.of(), List.of());
    }

    private static Rollout rollout(
            String outcome, String answer, List<Piece> pieces, List<Rollout.Run> runs, List<Evidence> evidence) {
        return new Rollout(
                1,
                outcome,
                answer,
                pieces,
                runs,
                evidence,
                new Usage(10, 5, true),
                THEN,
                Duration.ZERO,
                Duration.ofMillis(7));
    }

    /// A practice folder that holds these.
    public static PracticeFolder folder(Path path, Attempt... attempts) {
        List<Exercise> exercises = new TreeSet<>(
                        Stream.of(attempts).map(each -> each.key().exercise()).toList())
                .stream()
                        .map(id -> Exercise.of(id, "How much is " + id + "?", "1"))
                        .toList();
        PracticeFolder folder = PracticeFolder.write(
                path,
                new PracticeSettings(ModelSettings.of("scripted:model"), List.of(Mode.CODE), 16, 7, "number", "", THEN),
                exercises);
        try (AttemptLog log = AttemptLog.open(folder)) {
            Stream.of(attempts).forEach(log::add);
        }
        return folder;
    }

    /// The same numbers from 0 to 1 as a line of Python gives: `x = (x * 1103515245 + 12345) % 2**31`.
    public static final class Lots {
        private long x;

        public Lots(long seed) {
            x = seed;
        }

        public double next() {
            x = (x * 1_103_515_245L + 12_345) % 2_147_483_648L;
            return x / 2_147_483_648.0;
        }
    }
}
