package io.github.jupan.practice.ranking;

import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.internal.ranking.Features;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// What was learned from preferences: gives an attempt the more, the more likely it is to be preferred. It sees what a
/// reader sees at a glance (length, runs, words), not whether the answer is right; so it can be gamed, and is best
/// stopped early ([RewardCurve]).
///
/// @param weights what counts, for and against; nothing else does
/// @param heldOut how it did on pairs of exercises that it had not seen
/// @param exercises the ids of those it was trained on
/// @param by who made the preferences, in words
/// @param l2 the penalty on weights that it was trained with
/// @param bestOf of how many attempts it may choose; empty where that was not found out
public record RewardModel(
        List<Weight> weights, HeldOut heldOut, Set<String> exercises, String by, double l2, OptionalInt bestOf) {

    /// What one thing counts.
    ///
    /// @param feature such as `length`
    /// @param weight by how much the log-odds of being preferred grow with one [#scale] more of it
    /// @param scale what its differences within the pairs usually were; 1 for words
    /// @param words the most frequent ones of a group of words; else empty
    public record Weight(String feature, double weight, double scale, List<String> words) {

        public Weight {
            if (!(scale > 0) || Double.isNaN(weight) || Double.isInfinite(weight)) {
                throw new IllegalArgumentException("a weight " + weight + " with the scale " + scale);
            }
            words = List.copyOf(words);
        }

        /// What it is about, in words: completes "it likes …".
        public String liked() {
            int index = index(feature);
            return Features.isMeasured(index)
                    ? Features.liked(index)
                    : (words.size() == 1 ? "the word " : "the words ")
                            + words.stream().map(word -> "“" + word + "”").collect(Collectors.joining(", "));
        }
    }

    public RewardModel {
        weights = List.copyOf(weights);
        weights.forEach(weight -> index(weight.feature()));
        exercises = Set.copyOf(exercises);
    }

    private static int index(String feature) {
        return Features.index(feature)
                .orElseThrow(() -> new IllegalArgumentException("there is no feature " + feature));
    }

    /// What an attempt is given. Only differences mean something.
    public double reward(Rollout rollout) {
        double[] values = Features.of(rollout);
        double reward = 0;
        for (Weight weight : weights) {
            reward += weight.weight() * values[index(weight.feature())] / weight.scale();
        }
        return reward;
    }

    /// The weights, the strongest first.
    public List<Weight> strongest() {
        return weights.stream()
                .sorted(Comparator.comparingDouble((Weight weight) -> -Math.abs(weight.weight()))
                        .thenComparing(Weight::feature))
                .toList();
    }

    /// The same, for choosing of no more than so many attempts.
    public RewardModel withBestOf(int most) {
        return new RewardModel(weights, heldOut, new TreeSet<>(exercises), by, l2, OptionalInt.of(most));
    }
}
