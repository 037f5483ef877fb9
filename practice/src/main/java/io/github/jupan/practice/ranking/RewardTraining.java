package io.github.jupan.practice.ranking;

import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.internal.ranking.Trainer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Learns a reward from preferences.
///
/// @param l2 the penalty on weights, above 0: the more, the less a few pairs can say
/// @param folds into how many parts the exercises are divided; each is held out once, and pairs of one exercise are
///     never on both sides
/// @param seed by which they are divided
public record RewardTraining(double l2, int folds, long seed) {

    public static final RewardTraining USUAL = new RewardTraining(1, 5, 0);

    public RewardTraining {
        if (!(l2 > 0) || folds < 2) {
            throw new IllegalArgumentException("a penalty above 0 and two folds at least: " + l2 + ", " + folds);
        }
    }

    /// @param files of preferences, each in the practice folder whose attempts it is about
    /// @param wanted which of the preferences count
    /// @throws PracticeException when a file cannot be read, an attempt is gone, or there are too few pairs
    public RewardModel train(List<Path> files, Predicate<Preference> wanted) {
        Trainer trainer = new Trainer(l2, folds, seed);
        for (Path file : files) {
            PracticeFolder folder = folder(file);
            List<Preference> preferences;
            try (Stream<Preference> lines = Ranking.preferences(file)) {
                preferences = lines.filter(wanted).toList();
            }
            Set<Attempt.Key> named = new HashSet<>();
            preferences.forEach(each -> named.addAll(List.of(each.chosen(), each.rejected())));
            Map<Attempt.Key, double[]> features = new HashMap<>();
            try (Stream<Attempt> attempts = folder.attempts()) {
                attempts.filter(attempt -> named.contains(attempt.key()))
                        .forEach(attempt -> features.put(attempt.key(), trainer.features(attempt.rollout())));
            }
            preferences.forEach(each -> trainer.add(each, features, file));
        }
        return trainer.train();
    }

    private static PracticeFolder folder(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !PracticeFolder.isOne(folder)) {
            throw new PracticeException(file + " is not in a practice folder, where its attempts are: name the"
                    + " preferences.jsonl that jupan rank writes there");
        }
        return PracticeFolder.read(folder);
    }
}
