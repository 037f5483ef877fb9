package io.github.jupan.practice.internal.report;

import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.report.PracticeReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;

/// The table at the end of a practice: a column for each mode.
public final class ReportText {

    private static final int LABEL = 30;
    private static final int COLUMN = 16;

    private ReportText() {}

    public static String of(PracticeReport report) {
        List<PracticeReport.InMode> modes = report.modes();
        StringBuilder text = new StringBuilder();
        row(text, modes, "", mode -> AttemptJson.word(mode.mode()));
        row(text, modes, "attempts", mode -> String.valueOf(mode.attempts()));
        row(text, modes, "accuracy", mode -> percent(mode.accuracy()) + error(mode.standardError()));
        boolean graded = modes.stream().anyMatch(mode -> Math.abs(mode.reward() - mode.accuracy()) > 1e-9);
        if (graded) {
            row(text, modes, "reward", mode -> figure(mode.reward(), 3));
        }
        Set<Integer> counts = new LinkedHashSet<>();
        modes.forEach(mode -> counts.addAll(mode.passAt().keySet()));
        counts.forEach(k ->
                row(text, modes, "pass@" + k, mode -> percent(mode.passAt().getOrDefault(k, Double.NaN))));
        counts.stream()
                .filter(k -> k > 1)
                .forEach(k -> row(
                        text,
                        modes,
                        "vote of " + k,
                        mode -> percent(mode.majorityAt().getOrDefault(k, Double.NaN))));
        row(text, modes, "exercises always right", mode -> String.valueOf(mode.always()));
        row(text, modes, "exercises never right", mode -> String.valueOf(mode.never()));
        row(text, modes, "tokens in, out", mode -> figure(mode.inputTokens(), 0) + ", " + figure(mode.tokens(), 0));
        row(
                text,
                modes,
                "seconds, to first token",
                mode -> figure(mode.seconds(), 1) + ", " + figure(mode.firstTokenSeconds(), 1));
        List<String> shares = new ArrayList<>(List.of("ran_code", "repaired", "checked", "computed"));
        List<String> labels = List.of("ran code", "repaired an error", "checked themselves", "computed all numbers");
        for (int i = 0; i < shares.size(); i++) {
            String share = shares.get(i);
            row(text, modes, labels.get(i), mode -> percent(mode.shares().getOrDefault(share, Double.NaN)));
        }
        Set<Long> lengths = new java.util.TreeSet<>();
        modes.forEach(mode -> mode.lengths().forEach(bin -> lengths.add(bin.from())));
        for (long from : lengths) {
            row(
                    text,
                    modes,
                    "  " + from + " tokens and more",
                    mode -> mode.lengths().stream()
                            .filter(bin -> bin.from() == from)
                            .findFirst()
                            .map(bin -> percent(bin.accuracy()) + " of " + bin.attempts())
                            .orElse(""));
        }
        if (report.open() > 0) {
            text.append("\n%d of the attempts are still to be made".formatted(report.open()));
            text.append(report.failed() > 0 ? ", " + report.failed() + " of them after a failure" : "")
                    .append('\n');
        }
        return text.toString();
    }

    private static void row(
            StringBuilder text,
            List<PracticeReport.InMode> modes,
            String label,
            Function<PracticeReport.InMode, String> cell) {
        StringBuilder line = new StringBuilder(padded(label, LABEL));
        modes.forEach(mode -> line.append(padded(cell.apply(mode), COLUMN)));
        text.append(line.toString().stripTrailing()).append('\n');
    }

    private static String padded(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    static String percent(double share) {
        return Double.isNaN(share) ? "-" : figure(100 * share, 1) + "%";
    }

    private static String error(double error) {
        return Double.isNaN(error) ? "" : " ± " + figure(100 * error, 1);
    }

    static String figure(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
