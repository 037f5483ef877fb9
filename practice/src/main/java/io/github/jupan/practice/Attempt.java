package io.github.jupan.practice;

import io.github.jupan.agent.Mode;
import io.github.jupan.agent.ModelException;
import io.github.jupan.practice.internal.SplitMix;
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
            long seed = new SplitMix(practice).next();
            for (int i = 0; i < exercise.length(); i++) {
                seed = new SplitMix(seed + exercise.charAt(i)).next();
            }
            seed = new SplitMix(seed + mode.name().charAt(0)).next();
            return new SplitMix(seed + epoch).next() >>> 33;
        }
    }

    /// An attempt that came to nothing because the model could not be reached: no wrong answer, and to be made
    /// again.
    ///
    /// @param message one line
    /// @param mayHelp whether the same may succeed later
    public record Failed(Key key, Instant at, String message, boolean mayHelp) {

        public static Failed of(Key key, ModelException failure) {
            return new Failed(
                    key,
                    Instant.now(),
                    String.valueOf(failure.getMessage()),
                    failure.retry() == ModelException.Retry.MAY_HELP);
        }
    }

    public boolean isRight() {
        return score.isRight();
    }

    /// The same with another scorer's word.
    public Attempt with(Score other) {
        return new Attempt(key, model, rollout, other);
    }
}
