package io.github.jupan.practice;

import io.github.jupan.agent.Mode;
import java.time.Instant;

/// A finished attempt at an exercise.
public record Attempt(Key key, ModelSettings model, Rollout rollout, Score score) {

    /// Which attempt it is; each is made once.
    ///
    /// @param exercise the exercise's id
    /// @param epoch counted from 1
    public record Key(String exercise, Mode mode, int epoch) {

        /// The seed of this attempt's own: the same whichever attempts come before it.
        ///
        /// @param practice the seed of the whole practice
        /// @return from 0 to 2^31 - 1, which every provider takes
        public long seed(long practice) {
            long seed = practice;
            for (int i = 0; i < exercise.length(); i++) {
                seed = mixed(seed + exercise.charAt(i));
            }
            return mixed(mixed(seed + mode.name().charAt(0)) + epoch) >>> 33;
        }

        /// SplitMix64's last step (Steele, Lea and Flood, 2014).
        private static long mixed(long value) {
            long z = value + 0x9e3779b97f4a7c15L;
            z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
            z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
            return z ^ (z >>> 31);
        }
    }

    /// An attempt that came to nothing because the model could not be reached or the sandbox failed: no wrong answer,
    /// and to be made again.
    ///
    /// @param message one line
    /// @param mayHelp whether the same may succeed later
    public record Failed(Key key, Instant at, String message, boolean mayHelp) {}

    public boolean isRight() {
        return score.isRight();
    }

    /// The same with another scorer's word.
    public Attempt with(Score other) {
        return new Attempt(key, model, rollout, other);
    }
}
