package io.github.jupan.practice.internal.learn;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/// How alike texts are: the cosine of their words and their runs of three letters, each weighted by how few texts
/// have it (tf-idf). Needs no model and no language.
public final class Likeness {

    private static final int RUN = 3;

    private final List<Map<String, Double>> texts = new ArrayList<>();
    private final Map<String, Integer> frequency = new HashMap<>();

    public Likeness(List<String> all) {
        List<Map<String, Integer>> counted =
                all.stream().map(Likeness::features).toList();
        counted.forEach(features -> features.keySet().forEach(each -> frequency.merge(each, 1, Integer::sum)));
        counted.forEach(features -> texts.add(weighted(features, all.size())));
    }

    /// The texts by their places, the most alike first; those that have nothing in common are not among them.
    public List<Integer> mostAlike(String text) {
        Map<String, Double> asked = weighted(features(text), texts.size());
        double[] alike =
                texts.stream().mapToDouble(each -> product(asked, each)).toArray();
        return IntStream.range(0, alike.length)
                .boxed()
                .filter(index -> alike[index] > 0)
                .sorted(Comparator.<Integer>comparingDouble(index -> -alike[index])
                        .thenComparing(index -> index))
                .toList();
    }

    private static Map<String, Integer> features(String text) {
        Map<String, Integer> features = new HashMap<>();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        for (String word : plain.split("[^\\p{L}\\p{M}\\p{N}]+", -1)) {
            if (!word.isEmpty()) {
                String shown = Character.isDigit(word.charAt(0)) ? "0" : word;
                features.merge("word " + shown, 1, Integer::sum);
                for (int i = 0; i + RUN <= shown.length(); i++) {
                    features.merge(shown.substring(i, i + RUN), 1, Integer::sum);
                }
            }
        }
        return features;
    }

    private Map<String, Double> weighted(Map<String, Integer> features, int all) {
        Map<String, Double> weights = new HashMap<>();
        double squares = 0;
        for (Map.Entry<String, Integer> each : features.entrySet()) {
            int having = frequency.getOrDefault(each.getKey(), 0);
            double weight = (1 + Math.log(each.getValue())) * Math.log(1 + (all + 1.0) / (having + 1));
            weights.put(each.getKey(), weight);
            squares += weight * weight;
        }
        double length = Math.sqrt(squares);
        weights.replaceAll((feature, weight) -> weight / length);
        return weights;
    }

    private static double product(Map<String, Double> a, Map<String, Double> b) {
        boolean first = a.size() < b.size();
        Map<String, Double> smaller = first ? a : b;
        Map<String, Double> larger = first ? b : a;
        double sum = 0;
        for (Map.Entry<String, Double> each : smaller.entrySet()) {
            sum += each.getValue() * larger.getOrDefault(each.getKey(), 0.0);
        }
        return sum;
    }
}
