package io.github.jupan.practice.exercises;

/// What generated exercises are about.
public enum ExerciseKind {
    /// Counting, picking and turning the letters of words: what a model cannot see.
    LETTERS(0),
    /// Long sums.
    SUMS(1),
    /// Days between dates, weekdays, leap years.
    DATES(2),
    /// Sorting and counting words.
    WORDS(3);

    private final int number;

    ExerciseKind(int number) {
        this.number = number;
    }

    /// Part of what a seed means.
    int number() {
        return number;
    }
}
