package io.github.jupan.practice.lessons;

import io.github.jupan.practice.PracticeSettings;
import java.util.List;
import java.util.Optional;

/// What learning came to: three lines, without lessons, by imitation and by practice.
///
/// @param none the held-out part without lessons
/// @param validationBefore the validation part without lessons
/// @param imitation the held-out part with the data's worked solutions; empty where there are none
/// @param book what was learnt
public record LearningReport(
        PracticeSettings settings,
        int training,
        int validation,
        int heldOut,
        Measured none,
        Measured validationBefore,
        Optional<Measured> imitation,
        List<Round> rounds,
        LessonBook book) {

    public LearningReport {
        rounds = List.copyOf(rounds);
    }

    /// An accuracy with its standard error, over all modes.
    ///
    /// @param firstTokenSeconds until the model's first word, on average
    public record Measured(double accuracy, double standardError, double firstTokenSeconds) {}

    /// @param kept whether the validation part did not get worse with the new lessons
    /// @param lessons in the book after it
    public record Round(
            int number, Measured training, Measured validation, boolean kept, int lessons, Measured heldOut) {}
}
