package io.github.jupan.practice.ranking;

import io.github.jupan.practice.Attempt;
import java.util.Optional;

/// Of two attempts at the same exercise, the one that somebody prefers.
///
/// @param by who prefers it, as [Comparison#by()]
public record Preference(Attempt.Key chosen, Attempt.Key rejected, String by) {

    /// The file of a practice folder that holds them, in the form of TRL's preference data: `prompt`, `chosen` and
    /// `rejected` are lists of messages. What is beside them leads back to the attempts.
    public static final String FILE = "preferences.jsonl";

    /// Empty where neither is preferred.
    public static Optional<Preference> of(Comparison comparison) {
        Comparison.Pair pair = comparison.pair();
        return switch (comparison.verdict()) {
            case FIRST -> Optional.of(new Preference(pair.first(), pair.second(), comparison.by()));
            case SECOND -> Optional.of(new Preference(pair.second(), pair.first(), comparison.by()));
            case TIE, SKIPPED -> Optional.empty();
        };
    }
}
