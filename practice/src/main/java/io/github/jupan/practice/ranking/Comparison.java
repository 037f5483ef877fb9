package io.github.jupan.practice.ranking;

import io.github.jupan.practice.Attempt;
import java.time.Instant;

/// What somebody says of two attempts at the same exercise.
///
/// @param by who says it: `person`, `rewards` or `judge:` and a model's name
public record Comparison(Pair pair, Verdict verdict, String by, Instant at) {

    /// Two attempts at the same exercise.
    ///
    /// @param first shown on the left, as A
    /// @param second shown on the right, as B
    public record Pair(Attempt.Key first, Attempt.Key second) {

        public Pair {
            if (!first.exercise().equals(second.exercise()) || first.equals(second)) {
                throw new IllegalArgumentException("a pair is two attempts at one exercise: " + first + ", " + second);
            }
        }

        public String exercise() {
            return first.exercise();
        }

        /// The other way round.
        public Pair turned() {
            return new Pair(/* first= */ second, /* second= */ first);
        }
    }

    /// Which is better.
    public enum Verdict {
        FIRST,
        SECOND,
        /// Neither.
        TIE,
        /// Nobody can say.
        SKIPPED;

        /// What it means of the two the other way round.
        public Verdict turned() {
            return switch (this) {
                case FIRST -> SECOND;
                case SECOND -> FIRST;
                case TIE -> TIE;
                case SKIPPED -> SKIPPED;
            };
        }
    }
}
