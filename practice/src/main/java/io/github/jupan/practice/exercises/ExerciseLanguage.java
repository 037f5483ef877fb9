package io.github.jupan.practice.exercises;

/// In which language generated exercises are asked.
public enum ExerciseLanguage {
    EN,
    KO
}
