package io.github.jupan.practice.internal.ranking;

import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.ranking.HeldOut;
import io.github.jupan.practice.ranking.Preference;
import io.github.jupan.practice.ranking.RewardModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Takes pairs in, and makes a reward of them: on part of them to see how it does on the others, then on all.
public final class Trainer {

    private static final int SHOWN_WORDS = 3;

    private final double l2;
    private final int folds;
    private final long seed;
    private final List<Example> examples = new ArrayList<>();
    private final Map<Integer, Map<String, Integer>> words = new HashMap<>();
    private final Map<String, Integer> by = new TreeMap<>();

    @SuppressWarnings("ArrayRecordComponent") // held here alone, and compared with nothing
    private record Example(String exercise, double[] difference) {}

    public Trainer(double l2, int folds, long seed) {
        this.l2 = l2;
        this.folds = folds;
        this.seed = seed;
    }

    public double[] features(Rollout rollout) {
        Features.count(rollout, words);
        return Features.of(rollout);
    }

    /// @param features of the attempts that were found
    /// @throws PracticeException when an attempt is not among them
    public void add(Preference preference, Map<Attempt.Key, double[]> features, Path file) {
        double[] chosen = features.get(preference.chosen());
        double[] rejected = features.get(preference.rejected());
        if (chosen == null || rejected == null) {
            throw new PracticeException(file + " names an attempt at "
                    + preference.chosen().exercise() + " that is not in the folder: run jupan rank there again");
        }
        double[] difference = chosen.clone();
        for (int i = 0; i < difference.length; i++) {
            difference[i] -= rejected[i];
        }
        examples.add(new Example(preference.chosen().exercise(), difference));
        by.merge(preference.by(), 1, Integer::sum);
    }

    /// @throws PracticeException when there are pairs of one exercise alone, or none
    public RewardModel train() {
        Map<String, Integer> parts = parts();
        HeldOut heldOut = heldOut(parts);
        Fit fit = Fit.of(examples.stream().map(Example::difference).toList(), l2);
        List<RewardModel.Weight> weights = new ArrayList<>();
        for (int i = 0; i < Features.COUNT; i++) {
            if (fit.scales()[i] > 0) {
                weights.add(new RewardModel.Weight(Features.name(i), fit.weights()[i], fit.scales()[i], shown(i)));
            }
        }
        String whose = by.entrySet().stream()
                .map(each -> each.getKey() + " (" + each.getValue() + ")")
                .collect(Collectors.joining(", "));
        return new RewardModel(weights, heldOut, parts.keySet(), whose, l2, OptionalInt.empty());
    }

    private List<String> shown(int index) {
        return words.getOrDefault(index, Map.of()).entrySet().stream()
                .filter(_ -> !Features.isMeasured(index))
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(SHOWN_WORDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /// Which exercise is held out when.
    private Map<String, Integer> parts() {
        List<String> exercises = new ArrayList<>(
                new TreeSet<>(examples.stream().map(Example::exercise).toList()));
        if (exercises.size() < 2) {
            throw new PracticeException(
                    exercises.isEmpty()
                            ? "there are no pairs to learn from: jupan rank makes some"
                            : "all pairs are of one exercise, so that none can be held out: rank pairs of others too");
        }
        Collections.shuffle(exercises, new Random(seed));
        int parted = Math.min(folds, exercises.size());
        Map<String, Integer> parts = new HashMap<>();
        for (int i = 0; i < exercises.size(); i++) {
            parts.put(exercises.get(i), i % parted);
        }
        return parts;
    }

    private HeldOut heldOut(Map<String, Integer> parts) {
        double right = 0;
        for (int part : new TreeSet<>(parts.values())) {
            Map<Boolean, List<double[]>> divided = examples.stream()
                    .collect(Collectors.partitioningBy(
                            each -> Integer.valueOf(part).equals(parts.get(each.exercise())),
                            Collectors.mapping(Example::difference, Collectors.toList())));
            Fit fit = Fit.of(divided.getOrDefault(false, List.of()), l2);
            for (double[] difference : divided.getOrDefault(true, List.of())) {
                right += (1 + Math.signum(fit.margin(difference))) / 2;
            }
        }
        return new HeldOut(examples.size(), right);
    }

    /// Weights on differences that were divided by their scales; a scale of 0 is of a feature that never differed.
    @SuppressWarnings("ArrayRecordComponent") // held here alone, and compared with nothing
    private record Fit(double[] weights, double[] scales) {

        static Fit of(List<double[]> differences, double l2) {
            double[] scales = scales(differences);
            List<double[]> scaled =
                    differences.stream().map(row -> scaled(row, scales)).toList();
            return new Fit(BradleyTerry.fit(scaled, l2), scales);
        }

        double margin(double[] difference) {
            double[] row = scaled(difference, scales);
            double margin = 0;
            for (int i = 0; i < row.length; i++) {
                margin += weights[i] * row[i];
            }
            return margin;
        }

        /// The root of the mean square; of words, 1 where they differ at all.
        private static double[] scales(List<double[]> differences) {
            double[] scales = new double[Features.COUNT];
            for (int i = 0; i < scales.length; i++) {
                double squares = 0;
                for (double[] row : differences) {
                    squares += row[i] * row[i];
                }
                double usual = Math.sqrt(squares / differences.size());
                scales[i] = usual > 0 && !Features.isMeasured(i) ? 1 : usual;
            }
            return scales;
        }

        private static double[] scaled(double[] row, double[] scales) {
            double[] scaled = new double[row.length];
            for (int i = 0; i < row.length; i++) {
                scaled[i] = scales[i] > 0 ? row[i] / scales[i] : 0;
            }
            return scaled;
        }
    }
}
