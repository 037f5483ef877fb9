package io.github.jupan.cli.terminal;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the word that somebody may have meant.
public final class Spelling {

    private Spelling() {}

    /// The known word that is the nearest, if one or, in words of five letters and more, two slips lead there: a letter
    /// that
    /// is missing, too many, another, or in the place of its neighbour.
    public static Optional<String> near(String word, Collection<String> known) {
        String lower = word.toLowerCase(Locale.ROOT);
        int most = lower.length() < 5 ? 1 : 2;
        return known.stream()
                .filter(each -> slips(lower, each) <= most)
                .min(Comparator.comparingInt((String each) -> slips(lower, each))
                        .thenComparingInt(each -> Math.abs(each.length() - lower.length()))
                        .thenComparing(each -> each));
    }

    static int slips(String a, String b) {
        int[][] slips = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    slips[i][j] = i + j;
                    continue;
                }
                int other = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                int least = Math.min(slips[i - 1][j] + 1, slips[i][j - 1] + 1);
                slips[i][j] = Math.min(least, slips[i - 1][j - 1] + other);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    slips[i][j] = Math.min(slips[i][j], slips[i - 2][j - 2] + 1);
                }
            }
        }
        return slips[a.length()][b.length()];
    }
}
