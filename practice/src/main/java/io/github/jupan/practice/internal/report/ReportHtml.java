package io.github.jupan.practice.internal.report;

import io.github.jupan.agent.Mode;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.report.PracticeReport;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Function;

/// `report.html`: one file, no script, nothing fetched.
public final class ReportHtml {

    private static final int MOST_EXERCISES = 500;
    private static final int LONGEST_QUESTION = 160;

    private ReportHtml() {}

    public static String of(PracticeReport report, Map<String, Exercise> exercises) {
        StringBuilder body = new StringBuilder();
        body.append("<h1>")
                .append(Page.escaped(report.settings().model().name()))
                .append("</h1>\n<p class=\"under\">");
        body.append(Page.escaped("%d exercises, %s at each in each mode, seed %d, scorer %s%s, begun %s"
                .formatted(
                        report.exercises(),
                        Page.attempts(report.settings().epochs()),
                        report.settings().seed(),
                        report.settings().scorer(),
                        report.settings().lessons().isEmpty()
                                ? ""
                                : ", lessons: " + report.settings().lessons(),
                        report.settings().began().truncatedTo(ChronoUnit.SECONDS))));
        if (report.open() > 0) {
            body.append("; <b>").append(report.open()).append(" attempts are still to be made</b>");
        }
        body.append("</p>\n").append(figures(report));
        body.append("<div class=\"plots\">\n");
        body.append(plot("Accuracy", "with its standard error", Plot.bars(bars(report))));
        Map<String, List<Plot.Point>> attempts = new LinkedHashMap<>();
        for (PracticeReport.InMode mode : report.modes()) {
            attempts.put(AttemptJson.word(mode.mode()) + ", one right", points(mode.passAt()));
            attempts.put(AttemptJson.word(mode.mode()) + ", vote", points(mode.majorityAt()));
        }
        if (attempts.values().stream().anyMatch(points -> points.size() > 1)) {
            body.append(plot("More attempts", "pass@k, and a vote of k", Plot.lines(attempts, "attempts")));
        }
        Map<String, List<Plot.Point>> lengths = new LinkedHashMap<>();
        for (PracticeReport.InMode mode : report.modes()) {
            lengths.put(
                    AttemptJson.word(mode.mode()),
                    mode.lengths().stream()
                            .map(bin -> new Plot.Point(
                                    String.valueOf(bin.from()), bin.from(), bin.accuracy(), bin.attempts()))
                            .toList());
        }
        body.append(plot(
                "Accuracy against length",
                "tokens that the model wrote; a larger dot is more attempts",
                Plot.lines(lengths, "tokens from")));
        body.append("</div>\n");
        body.append("<h2>Exercises</h2>\n").append(table(report, exercises));
        return Page.of(report.settings().model().name() + ": practice", body.toString());
    }

    private static String plot(String title, String under, String svg) {
        return "<figure><figcaption><b>" + title + "</b> " + under + "</figcaption>\n" + svg + "</figure>\n";
    }

    private static List<Plot.Bar> bars(PracticeReport report) {
        return report.modes().stream()
                .map(mode -> new Plot.Bar(AttemptJson.word(mode.mode()), mode.accuracy(), mode.standardError()))
                .toList();
    }

    private static List<Plot.Point> points(SortedMap<Integer, Double> figures) {
        List<Plot.Point> points = new ArrayList<>();
        figures.forEach((k, value) -> points.add(new Plot.Point(String.valueOf(k), k, value, 1)));
        return points;
    }

    private static String figures(PracticeReport report) {
        StringBuilder table = new StringBuilder("<table class=\"figures\">\n<tr><th></th>");
        report.modes()
                .forEach(mode -> table.append("<th>")
                        .append(AttemptJson.word(mode.mode()))
                        .append("</th>"));
        table.append("</tr>\n");
        row(
                table,
                report,
                "accuracy",
                mode -> ReportText.percent(mode.accuracy())
                        + (Double.isNaN(mode.standardError())
                                ? ""
                                : " ± " + ReportText.figure(100 * mode.standardError(), 1)));
        row(table, report, "reward", mode -> ReportText.figure(mode.reward(), 3));
        Set<Integer> counts = new LinkedHashSet<>();
        report.modes().forEach(mode -> counts.addAll(mode.passAt().keySet()));
        for (int k : counts) {
            row(
                    table,
                    report,
                    "pass@" + k,
                    mode -> ReportText.percent(mode.passAt().getOrDefault(k, Double.NaN)));
        }
        counts.stream()
                .filter(k -> k > 1)
                .forEach(k -> row(
                        table,
                        report,
                        "vote of " + k,
                        mode -> ReportText.percent(mode.majorityAt().getOrDefault(k, Double.NaN))));
        row(
                table,
                report,
                "exercises always, never right: they teach nothing",
                mode -> mode.always() + ", " + mode.never());
        row(
                table,
                report,
                "tokens read, written for an attempt",
                mode -> ReportText.figure(mode.inputTokens(), 0) + ", " + ReportText.figure(mode.tokens(), 0));
        row(
                table,
                report,
                "seconds for an attempt, to its first token",
                mode -> ReportText.figure(mode.seconds(), 1) + ", " + ReportText.figure(mode.firstTokenSeconds(), 1));
        row(table, report, "ran code", mode -> share(mode, "ran_code"));
        row(table, report, "met an error, repaired one", mode -> share(mode, "erred") + ", " + share(mode, "repaired"));
        row(table, report, "checked themselves", mode -> share(mode, "checked"));
        row(table, report, "answers whose numbers are all computed or given", mode -> share(mode, "computed"));
        row(table, report, "ends", mode -> {
            List<String> ends = new ArrayList<>();
            mode.outcomes().forEach((word, count) -> ends.add(word.replace('_', ' ') + " " + count));
            return String.join(", ", ends);
        });
        return table.append("</table>\n").toString();
    }

    private static String share(PracticeReport.InMode mode, String name) {
        return ReportText.percent(mode.shares().getOrDefault(name, Double.NaN));
    }

    private static void row(
            StringBuilder table, PracticeReport report, String label, Function<PracticeReport.InMode, String> cell) {
        table.append("<tr><th>").append(label).append("</th>");
        report.modes()
                .forEach(mode -> table.append("<td>")
                        .append(Page.escaped(cell.apply(mode)))
                        .append("</td>"));
        table.append("</tr>\n");
    }

    private static String table(PracticeReport report, Map<String, Exercise> exercises) {
        StringBuilder table =
                new StringBuilder("<table class=\"exercises\">\n<tr><th>exercise</th><th>question</th><th>answer</th>");
        report.modes()
                .forEach(mode -> table.append("<th>")
                        .append(AttemptJson.word(mode.mode()))
                        .append("</th>"));
        table.append("</tr>\n");
        exercises.values().stream().limit(MOST_EXERCISES).forEach(exercise -> {
            table.append("<tr><td>").append(Page.escaped(exercise.id())).append("</td><td>");
            table.append(Page.escaped(cut(exercise.question())));
            table.append("</td><td>")
                    .append(Page.escaped(cut(exercise.target())))
                    .append("</td>");
            for (PracticeReport.InMode mode : report.modes()) {
                double share = mode.byExercise().getOrDefault(exercise.id(), Double.NaN);
                table.append("<td>")
                        .append(Double.isNaN(share) ? "" : meter(mode.mode(), share))
                        .append("</td>");
            }
            table.append("</tr>\n");
        });
        table.append("</table>\n");
        if (exercises.size() > MOST_EXERCISES) {
            table.append("<p class=\"under\">and ")
                    .append(exercises.size() - MOST_EXERCISES)
                    .append(" more</p>\n");
        }
        return table.toString();
    }

    private static String meter(Mode mode, double share) {
        return "<span class=\"meter\" title=\"" + AttemptJson.word(mode) + "\"><span style=\"width:"
                + Math.round(100 * share) + "%\"></span></span> " + Math.round(100 * share) + "%";
    }

    private static String cut(String text) {
        String line = text.replaceAll("\\s+", " ").strip();
        if (line.length() <= LONGEST_QUESTION) {
            return line;
        }
        int end =
                Character.isHighSurrogate(line.charAt(LONGEST_QUESTION - 1)) ? LONGEST_QUESTION - 1 : LONGEST_QUESTION;
        return line.substring(0, end) + "…";
    }
}
