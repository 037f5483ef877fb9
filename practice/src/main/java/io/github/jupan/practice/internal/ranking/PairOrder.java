package io.github.jupan.practice.internal.ranking;

import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.ranking.Comparison.Pair;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.BiPredicate;

/// In which order pairs are compared, and which attempt stands on which side: by a seed alone, so that it is the same
/// whenever somebody goes on. Every exercise has its first pair before any has its second.
public final class PairOrder {

    private PairOrder() {}

    private record Drawn(Pair pair, long lot) {}

    /// @param differ whether there is anything to compare
    public static List<Pair> of(
            Collection<Attempt.Key> attempts, long seed, BiPredicate<Attempt.Key, Attempt.Key> differ) {
        Map<Integer, List<Drawn>> rounds = new TreeMap<>();
        byExercise(attempts).values().forEach(keys -> {
            List<Drawn> drawn = pairs(keys, seed, differ);
            for (int i = 0; i < drawn.size(); i++) {
                rounds.computeIfAbsent(i, _ -> new ArrayList<>()).add(drawn.get(i));
            }
        });
        List<Pair> all = new ArrayList<>();
        rounds.values().forEach(round -> {
            round.sort(Comparator.comparingLong(Drawn::lot));
            round.forEach(each -> all.add(each.pair()));
        });
        return List.copyOf(all);
    }

    private static Map<String, List<Attempt.Key>> byExercise(Collection<Attempt.Key> attempts) {
        Map<String, List<Attempt.Key>> all = new LinkedHashMap<>();
        attempts.stream()
                .sorted(Comparator.comparing(Attempt.Key::exercise)
                        .thenComparing(Attempt.Key::mode)
                        .thenComparing(Attempt.Key::epoch))
                .forEach(key -> all.computeIfAbsent(key.exercise(), _ -> new ArrayList<>())
                        .add(key));
        return all;
    }

    private static List<Drawn> pairs(List<Attempt.Key> keys, long seed, BiPredicate<Attempt.Key, Attempt.Key> differ) {
        List<Drawn> all = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            for (int j = i + 1; j < keys.size(); j++) {
                Attempt.Key one = keys.get(i);
                Attempt.Key other = keys.get(j);
                if (differ.test(one, other)) {
                    SplittableRandom random = new SplittableRandom((one.seed(seed) << 31) ^ other.seed(seed));
                    boolean turned = random.nextBoolean();
                    all.add(new Drawn(turned ? new Pair(other, one) : new Pair(one, other), random.nextLong()));
                }
            }
        }
        all.sort(Comparator.comparingLong(Drawn::lot));
        return all;
    }
}
