package io.github.jupan.practice.exercises;

import java.util.Optional;

/// Where in a line the question and the right answer stand, for files that name them otherwise than most do. A point
/// leads into an object: `reward_model.ground_truth`.
public record ExerciseFields(Optional<String> question, Optional<String> answer) {

    /// The names that most files use.
    public static final ExerciseFields USUAL = new ExerciseFields(Optional.empty(), Optional.empty());
}
