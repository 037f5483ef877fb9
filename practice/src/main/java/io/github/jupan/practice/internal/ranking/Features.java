package io.github.jupan.practice.internal.ranking;

import io.github.jupan.practice.Rollout;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a reward sees of an attempt: each [Feature], and behind them whether a word of each of [#BUCKETS] groups is
/// said. Words are put into groups by a hash (Weinberger et al., 2009), so that there need be no list of them.
public final class Features {

    /// Groups of words.
    public static final int BUCKETS = 256;

    private static final Feature[] FEATURES = Feature.values();

    /// All of them.
    public static final int COUNT = FEATURES.length + BUCKETS;

    private static final String WORDS = "words:";
    private static final Pattern WORD = Pattern.compile("\\p{L}{2,}");

    private static final Map<String, Integer> INDICES =
            IntStream.range(0, COUNT).boxed().collect(Collectors.toMap(Features::name, index -> index));

    private Features() {}

    public static double[] of(Rollout rollout) {
        double[] values = new double[COUNT];
        for (Feature feature : FEATURES) {
            values[feature.ordinal()] = feature.of(rollout);
        }
        said(rollout).forEach(word -> values[bucket(word)] = 1);
        return values;
    }

    /// Whether it is measured on a scale of its own; words are there or not.
    public static boolean isMeasured(int index) {
        return index < FEATURES.length;
    }

    /// The words of an attempt, counted by their groups.
    static void count(Rollout rollout, Map<Integer, Map<String, Integer>> groups) {
        said(rollout)
                .distinct()
                .forEach(word -> groups.computeIfAbsent(bucket(word), _ -> new TreeMap<>())
                        .merge(word, 1, Integer::sum));
    }

    private static Stream<String> said(Rollout rollout) {
        return Feature.words(rollout).stream()
                .flatMap(text -> WORD.matcher(text).results())
                .map(word -> word.group().toLowerCase(Locale.ROOT));
    }

    /// FNV-1a, so that it stays the same on every machine.
    private static int bucket(String word) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < word.length(); i++) {
            hash = (hash ^ word.charAt(i)) * 0x01000193;
        }
        return FEATURES.length + Math.floorMod(hash ^ (hash >>> 16), BUCKETS);
    }

    /// As it is called in a reward's file.
    public static String name(int index) {
        return isMeasured(index) ? FEATURES[index].name().toLowerCase(Locale.ROOT) : WORDS + (index - FEATURES.length);
    }

    /// Empty where nothing is called so.
    public static OptionalInt index(String name) {
        Integer index = INDICES.get(name);
        return index == null ? OptionalInt.empty() : OptionalInt.of(index);
    }
}
