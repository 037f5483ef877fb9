package io.github.jupan.practice.lessons;

import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.Rollout;
import java.util.stream.Collectors;

/// A worked example.
///
/// @param exercise the id of the exercise that it is of
/// @param worked how it was solved, as the model would see it: words, programs in fences, their results, the answer
public record Lesson(String exercise, String question, String worked) {

    private static final String FENCE = "```";

    /// What a right attempt wrote and was told.
    public static Lesson of(Exercise exercise, Rollout rollout) {
        String worked = rollout.pieces().stream()
                .filter(piece -> piece.kind() == Piece.Kind.TEXT
                        || piece.kind() == Piece.Kind.CODE
                        || piece.kind() == Piece.Kind.RESULT)
                .map(piece -> piece.kind() == Piece.Kind.CODE
                        ? fenced(piece.text())
                        : piece.text().strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n"));
        return new Lesson(exercise.id(), exercise.question(), worked);
    }

    private static String fenced(String code) {
        String fence = FENCE;
        while (code.contains(fence)) {
            fence += "`";
        }
        return fence + "python\n" + code.strip() + "\n" + fence;
    }

    /// The worked solution that came with an exercise.
    public static Lesson imitated(Exercise exercise) {
        String solution = exercise.solution().strip();
        return new Lesson(
                exercise.id(),
                exercise.question(),
                solution.endsWith(exercise.target())
                        ? solution
                        : solution + "\nThe answer is " + exercise.target() + ".");
    }

    String text() {
        return "Question: " + question.strip() + "\n\n" + worked.strip();
    }
}
