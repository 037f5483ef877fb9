package io.github.jupan.practice;

/// In which language generated exercises are asked.
public enum ExerciseLanguage {
    EN,
    KO
}
