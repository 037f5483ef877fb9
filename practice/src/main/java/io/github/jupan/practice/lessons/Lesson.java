package io.github.jupan.practice.lessons;

import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.Rollout;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A worked example.
///
/// @param exercise the id of the exercise that it is of
/// @param worked how it was solved, as the model would write it: a program in a fence, or words
public record Lesson(String exercise, String question, String worked) {

    private static final String FENCE = "```";

    /// What is worth writing again of a right attempt: its last program that ran to the end, alone, or else its words.
    /// A small model that is shown a result makes up results, and one that is shown words before a program writes
    /// words.
    public static Lesson of(Exercise exercise, Rollout rollout) {
        String worked = program(rollout)
                .map(Lesson::fenced)
                .orElseGet(() -> rollout.pieces().stream()
                        .filter(piece -> piece.kind() == Piece.Kind.TEXT)
                        .map(piece -> piece.text().strip())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n")));
        return new Lesson(exercise.id(), exercise.question(), worked);
    }

    private static Optional<String> program(Rollout rollout) {
        Set<Integer> completed = rollout.runs().stream()
                .filter(run -> run.status() == Rollout.Status.COMPLETED)
                .map(Rollout.Run::turn)
                .collect(Collectors.toSet());
        return rollout.pieces().stream()
                .filter(piece -> piece.kind() == Piece.Kind.CODE && completed.contains(piece.turn()))
                .map(Piece::text)
                .reduce((_, last) -> last);
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
        return "For \"" + question.strip() + "\" write:\n\n" + worked.strip();
    }
}
