package io.github.jupan.cli;

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

/// A practice folder with eight attempts at each of some exercises. The longer one goes on, the longer it is; the third
/// to the fifth are right.
public final class PractisedFolder {

    private static final Instant THEN = Instant.parse("2026-11-27T09:00:00Z");

    private PractisedFolder() {}

    public static PracticeFolder write(Path path, int exercises) {
        ModelSettings model = ModelSettings.of("scripted:model");
        List<Exercise> all = new ArrayList<>();
        for (int i = 0; i < exercises; i++) {
            all.add(Exercise.of(
                    "e" + i, "How many r's are in strawberry, and how many of 딸기's letters? (" + i + ")", "3"));
        }
        PracticeFolder folder = PracticeFolder.write(
                path, new PracticeSettings(model, List.of(Mode.CODE), 8, 7, "number", "", THEN), all);
        try (AttemptLog log = AttemptLog.open(folder)) {
            for (Exercise exercise : all) {
                for (int epoch = 1; epoch <= 8; epoch++) {
                    log.add(attempt(exercise, epoch, model));
                }
            }
        }
        return folder;
    }

    private static Attempt attempt(Exercise exercise, int epoch, ModelSettings model) {
        boolean right = epoch >= 3 && epoch <= 5;
        String answer = "There are " + (right ? 3 : epoch + 10) + " r's in strawberry.";
        return new Attempt(
                new Attempt.Key(exercise.id(), Mode.CODE, epoch),
                model,
                rollout(epoch, answer),
                right ? Score.right("3") : Score.wrong(String.valueOf(epoch + 10), ""));
    }

    static Rollout rollout(int sentences, String answer) {
        List<Piece> pieces = List.of(
                new Piece(Piece.Kind.SYSTEM, 0, "the system prompt"),
                new Piece(Piece.Kind.QUESTION, 0, "How many r's are in strawberry?"),
                new Piece(Piece.Kind.TEXT, 1, "Counting the letters of 딸기 one by one. ".repeat(sentences)),
                new Piece(Piece.Kind.CODE, 1, "'strawberry'.count('r')\n"),
                new Piece(Piece.Kind.RESULT, 1, "3"),
                new Piece(Piece.Kind.TEXT, 2, answer));
        return new Rollout(
                1,
                Rollout.ANSWERED,
                answer,
                pieces,
                List.of(new Rollout.Run(1, 1, Status.COMPLETED, "3", "", Duration.ofMillis(2))),
                List.of(),
                new Usage(10, 5, true),
                THEN,
                Duration.ZERO,
                Duration.ofMillis(7));
    }
}
