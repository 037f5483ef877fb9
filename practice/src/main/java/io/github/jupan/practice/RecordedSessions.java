package io.github.jupan.practice;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.internal.FinalAnswer;
import io.github.jupan.practice.internal.JsonLines;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Sessions that somebody else recorded, as attempts: a line each, `{"id", "question", "expected", "steps": [{"text",
/// "code", "output"}, …]}`, the form that `jupan replay` reads too. Where a session's numbers come from was not
/// recorded: their evidence is empty.
public final class RecordedSessions {

    private RecordedSessions() {}

    /// Makes a practice folder of a recording: an exercise and an attempt for each session, scored.
    ///
    /// @param model what recorded them, such as `MathCoder-70B`
    /// @throws PracticeException when a line is none, or the folder is in use or holds another practice
    public static PracticeFolder score(Path file, Path folder, String model, Scorer scorer) {
        if (PracticeFolder.isOne(folder)) {
            throw new PracticeException(folder + " holds a practice already: name another folder");
        }
        List<Exercise> exercises;
        try (Stream<Exercise> lines = JsonLines.stream(file, JsonLines.Unfinished.COUNTS, RecordedSessions::exercise)) {
            exercises = lines.toList();
        }
        PracticeSettings settings = new PracticeSettings(
                ModelSettings.of(model), List.of(Mode.CODE), 1, 0, scorer.name(), "", Instant.now());
        PracticeFolder practice = PracticeFolder.write(folder, settings, exercises);
        exercises.forEach(scorer::check);
        try (Stream<Attempt> attempts =
                        JsonLines.stream(file, JsonLines.Unfinished.COUNTS, line -> attempt(line, model, scorer));
                AttemptLog log = AttemptLog.open(practice)) {
            attempts.forEach(log::add);
        }
        return practice;
    }

    private static Exercise exercise(JsonLines.Line line) {
        ObjectNode node = line.object();
        if (!node.path("question").isTextual()
                || !node.path("expected").isTextual()
                || !node.path("steps").isArray()) {
            throw line.wrong("a recorded session has \"question\", \"expected\" and \"steps\"");
        }
        return new Exercise(
                node.path("id").asText(String.valueOf(line.number())),
                node.path("question").textValue(),
                "",
                Map.of(),
                List.of(FinalAnswer.ofTarget(node.path("expected").textValue())),
                List.of(),
                "",
                new Exercise.Source(line.file().toString(), line.number()),
                Map.of());
    }

    private static Attempt attempt(JsonLines.Line line, String model, Scorer scorer) {
        Exercise exercise = exercise(line);
        List<Piece> pieces = new ArrayList<>();
        List<Rollout.Run> runs = new ArrayList<>();
        pieces.add(new Piece(Piece.Kind.QUESTION, 0, exercise.question()));
        int turn = 0;
        String answer = "";
        for (JsonNode step : line.object().path("steps")) {
            turn++;
            String text = step.path("text").asText();
            if (!text.isEmpty()) {
                pieces.add(new Piece(Piece.Kind.TEXT, turn, text));
            }
            if (step.hasNonNull("code")) {
                String output = step.path("output").asText();
                pieces.add(new Piece(Piece.Kind.CODE, turn, step.path("code").asText()));
                pieces.add(new Piece(Piece.Kind.RESULT, turn, output));
                runs.add(run(runs.size() + 1, turn, output));
                answer = "";
            } else {
                answer = text;
            }
        }
        Rollout rollout = new Rollout(
                0,
                answer.isBlank() ? "step_limit" : Rollout.ANSWERED,
                answer,
                pieces,
                runs,
                List.of(),
                new Usage(0, 0, false),
                Instant.EPOCH,
                Duration.ZERO,
                Duration.ZERO);
        Score score = rollout.answered()
                ? scorer.score(exercise, rollout)
                : Score.wrong("", "no answer: the recording ends in code");
        return new Attempt(new Attempt.Key(exercise.id(), Mode.CODE, 1), ModelSettings.of(model), rollout, score);
    }

    /// A traceback's last line names the exception.
    private static Rollout.Run run(int number, int turn, String output) {
        String last = output.strip().lines().reduce((first, next) -> next).orElse("");
        boolean raised = output.contains("Traceback (most recent call last)")
                || last.matches("[A-Za-z_.]*(Error|Exception|Interrupt)\\b.*");
        return new Rollout.Run(
                number,
                turn,
                raised ? Rollout.Status.RAISED : Rollout.Status.COMPLETED,
                raised ? "" : last,
                raised ? last.replaceFirst("[:(].*", "") : "",
                Duration.ZERO);
    }
}
