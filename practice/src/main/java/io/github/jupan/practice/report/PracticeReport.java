package io.github.jupan.practice.report;

import io.github.jupan.agent.Mode;
import io.github.jupan.practice.PracticeSettings;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/// What a practice came to, as [Reports] finds out. Figures that cannot be told are NaN: a standard error of one
/// exercise, for one.
///
/// @param failed attempts that came to nothing and were not made since
/// @param open attempts that are still to be made, these among them
public record PracticeReport(PracticeSettings settings, int exercises, int failed, int open, List<InMode> modes) {

    public PracticeReport {
        modes = List.copyOf(modes);
    }

    /// The attempts in one mode.
    ///
    /// @param accuracy the share of right attempts at an exercise, on average over the exercises
    /// @param standardError of the accuracy, over the exercises
    /// @param passAt the chance that one of k attempts is right, by k, where enough were made
    /// @param majorityAt the chance that a vote of k attempts is right
    /// @param always exercises that every attempt got right, of those with two and more: they teach nothing
    /// @param never exercises that no attempt got right
    /// @param tokens that the model wrote for an attempt, on average
    /// @param shares of the attempts, by what they did: `ran_code`, `erred`, `repaired`, `checked`, `computed`
    /// @param lengths accuracy against length
    /// @param byExercise the share of right attempts at each
    /// @param outcomes how many attempts ended so
    public record InMode(
            Mode mode,
            int attempts,
            double accuracy,
            double standardError,
            double reward,
            SortedMap<Integer, Double> passAt,
            SortedMap<Integer, Double> majorityAt,
            int always,
            int never,
            double inputTokens,
            double tokens,
            double seconds,
            double firstTokenSeconds,
            Map<String, Double> shares,
            List<Bin> lengths,
            Map<String, Double> byExercise,
            Map<String, Integer> outcomes) {}

    /// Attempts of a length.
    ///
    /// @param from in tokens
    /// @param to exclusive
    public record Bin(long from, long to, int attempts, double accuracy) {}

    /// The lowest accuracy of a mode; NaN where nothing was attempted.
    public double accuracy() {
        return modes.stream().mapToDouble(InMode::accuracy).min().orElse(Double.NaN);
    }
}
