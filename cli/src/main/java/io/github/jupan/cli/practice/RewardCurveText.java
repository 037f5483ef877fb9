package io.github.jupan.cli.practice;

import io.github.jupan.practice.ranking.RewardCurve;
import io.github.jupan.practice.ranking.RewardCurve.Point;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A reward's curve as a table. Of a reward only differences mean something: it is shown above that of the first row.
final class RewardCurveText {

    private RewardCurveText() {}

    static List<String> lines(RewardCurve curve) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(Locale.ROOT, "%7s  %8s  %-16s  %6s", "best of", "reward", "right", "KL"));
        Point peak = curve.peak();
        for (Point point : curve.points()) {
            String error = Double.isNaN(point.standardError())
                    ? ""
                    : String.format(Locale.ROOT, " ± %.1f %%", 100 * point.standardError());
            lines.add(String.format(
                    Locale.ROOT,
                    "%7d  %+8.3f  %-16s  %6.3f%s",
                    point.n(),
                    point.reward() - curve.points().getFirst().reward(),
                    String.format(Locale.ROOT, "%.1f %%", 100 * point.accuracy()) + error,
                    point.kl(),
                    point.equals(peak) ? "  ← truth peaks" : ""));
        }
        lines.add(
                curve.falls()
                        ? "past the best of " + peak.n() + " the reward is gamed: it goes on, and truth falls"
                        : "truth has not fallen yet at the best of " + peak.n());
        lines.add("expected over all draws, of " + curve.exercises() + " exercises"
                + (curve.leftOut() > 0 ? "; " + curve.leftOut() + " have too few attempts" : ""));
        return lines;
    }
}
