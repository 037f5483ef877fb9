package io.github.jupan.practice.internal.report;

import io.github.jupan.practice.internal.SplitMix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The figures of which a report is made, each as its field defines it.
public final class Statistics {

    private static final int MOST_SUBSETS = 10_000;
    private static final int DRAWN_SUBSETS = 1_000;

    private Statistics() {}

    /// One attempt's vote.
    ///
    /// @param read the answer; empty for none
    public record Vote(String read, boolean right) {}

    /// The chance that of k attempts one is right, unbiased, when c of n were: 1 - C(n-c, k) / C(n, k) (Chen et al.,
    /// "Evaluating Large Language Models Trained on Code", 2021).
    ///
    /// @param k at most n
    public static double passAt(int n, int c, int k) {
        if (k < 1 || k > n || c < 0 || c > n) {
            throw new IllegalArgumentException("pass@" + k + " of " + c + " in " + n);
        }
        double none = 1;
        for (int i = 0; i < k; i++) {
            none *= Math.max(0, n - c - i) / (double) (n - i);
        }
        return 1 - none;
    }

    public static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    /// Of the mean: the sample's standard deviation by the root of its size. NaN for fewer than two.
    public static double standardError(List<Double> values) {
        if (values.size() < 2) {
            return Double.NaN;
        }
        double mean = mean(values);
        double squares = values.stream()
                .mapToDouble(value -> (value - mean) * (value - mean))
                .sum();
        return Math.sqrt(squares / (values.size() - 1) / values.size());
    }

    /// The chance that a vote of k of these attempts comes out right: the mean over all choices of k, or over a
    /// thousand of them where there are more than ten thousand. Answers that tie share the vote; an attempt without
    /// an answer has none.
    public static double majorityAt(List<Vote> votes, int k) {
        if (k < 1 || k > votes.size()) {
            throw new IllegalArgumentException("a vote of " + k + " among " + votes.size());
        }
        double sum = 0;
        long count = 0;
        if (choices(votes.size(), k) <= MOST_SUBSETS) {
            int[] chosen = new int[k];
            for (int i = 0; i < k; i++) {
                chosen[i] = i;
            }
            do {
                sum += vote(votes, chosen);
                count++;
            } while (next(chosen, votes.size()));
        } else {
            SplitMix random = new SplitMix(k);
            for (; count < DRAWN_SUBSETS; count++) {
                sum += vote(votes, drawn(votes.size(), k, random));
            }
        }
        return sum / count;
    }

    private static double choices(int n, int k) {
        double choices = 1;
        for (int i = 0; i < k; i++) {
            choices = choices * (n - i) / (i + 1);
        }
        return choices;
    }

    private static boolean next(int[] chosen, int n) {
        for (int i = chosen.length - 1; i >= 0; i--) {
            if (chosen[i] < n - chosen.length + i) {
                chosen[i]++;
                for (int j = i + 1; j < chosen.length; j++) {
                    chosen[j] = chosen[j - 1] + 1;
                }
                return true;
            }
        }
        return false;
    }

    private static int[] drawn(int n, int k, SplitMix random) {
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            left.add(i);
        }
        int[] drawn = new int[k];
        for (int i = 0; i < k; i++) {
            drawn[i] = left.remove(random.below(left.size()));
        }
        return drawn;
    }

    private static double vote(List<Vote> votes, int[] chosen) {
        Map<String, int[]> counts = new LinkedHashMap<>();
        int most = 0;
        for (int index : chosen) {
            Vote vote = votes.get(index);
            if (!vote.read().isEmpty()) {
                int[] count = counts.computeIfAbsent(vote.read(), any -> new int[2]);
                count[0]++;
                count[1] += vote.right() ? 1 : 0;
                most = Math.max(most, count[0]);
            }
        }
        double right = 0;
        int tied = 0;
        for (int[] count : counts.values()) {
            if (count[0] == most) {
                right += count[1] / (double) count[0];
                tied++;
            }
        }
        return tied == 0 ? 0 : right / tied;
    }
}
