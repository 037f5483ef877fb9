package io.github.jupan.practice.internal.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.lessons.LearningReport;
import io.github.jupan.practice.lessons.LearningReport.Measured;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What learning came to, as JSON, as a table and as a page.
public final class LearningPage {

    private static final String TABLE = """
        </figure>
        </div>
        <table class="figures">
        <tr><th></th><th>held out</th><th>validation</th><th>training</th><th>lessons</th><th>to first token</th></tr>
        """;

    private LearningPage() {}

    public static ObjectNode json(LearningReport report) {
        ObjectNode node = AttemptJson.of(report.settings());
        node.put("training", report.training())
                .put("validation", report.validation())
                .put("held_out", report.heldOut())
                .put("lessons", report.book().lessons().size());
        node.set("no_lessons", json(node, report.none()));
        node.set("validation_before", json(node, report.validationBefore()));
        report.imitation().ifPresent(measured -> node.set("imitation", json(node, measured)));
        ArrayNode rounds = node.putArray("rounds");
        report.rounds().forEach(round -> {
            ObjectNode each = rounds.addObject()
                    .put("round", round.number())
                    .put("kept", round.kept())
                    .put("lessons", round.lessons());
            each.set("training", json(node, round.training()));
            each.set("validation", json(node, round.validation()));
            each.set("held_out", json(node, round.heldOut()));
        });
        return node;
    }

    private static ObjectNode json(ObjectNode factory, Measured measured) {
        ObjectNode node = factory.objectNode();
        ReportJson.number(node, "accuracy", measured.accuracy());
        ReportJson.number(node, "standard_error", measured.standardError());
        ReportJson.number(node, "first_token_seconds", measured.firstTokenSeconds());
        return node;
    }

    public static String text(LearningReport report) {
        StringBuilder text = new StringBuilder("held out: %d exercises%n".formatted(report.heldOut()));
        line(text, "no lessons", report.none(), "");
        report.imitation().ifPresent(measured -> line(text, "imitation", measured, ""));
        report.rounds()
                .forEach(round -> line(
                        text,
                        "practice, round " + round.number(),
                        round.heldOut(),
                        round.lessons() + " lessons; in training "
                                + ReportText.percent(round.training().accuracy())
                                + ", in validation "
                                + ReportText.percent(round.validation().accuracy())
                                + (round.kept() ? "" : "; nothing new kept")));
        return text.toString();
    }

    private static void line(StringBuilder text, String label, Measured measured, String more) {
        String line = "%-22s%-18s%s".formatted(label, figure(measured), more);
        text.append(line.stripTrailing()).append('\n');
    }

    private static String figure(Measured measured) {
        return ReportText.percent(measured.accuracy())
                + (Double.isNaN(measured.standardError())
                        ? ""
                        : " ± " + ReportText.figure(100 * measured.standardError(), 1));
    }

    public static String html(LearningReport report) {
        Map<String, List<Plot.Point>> lines = new LinkedHashMap<>();
        List<Plot.Point> practice = new ArrayList<>();
        practice.add(point(0, report.none()));
        report.rounds().forEach(round -> practice.add(point(round.number(), round.heldOut())));
        lines.put("practice", practice);
        lines.put("no lessons", flat(report, report.none()));
        report.imitation().ifPresent(measured -> lines.put("imitation", flat(report, measured)));
        StringBuilder body = new StringBuilder("<h1>")
                .append(Page.escaped(report.settings().model().name()))
                .append("</h1>\n<p class=\"under\">")
                .append("%d exercises to learn from, %d to validate, %d held out; %s at each, seed %d"
                        .formatted(
                                report.training(),
                                report.validation(),
                                report.heldOut(),
                                Page.attempts(report.settings().epochs()),
                                report.settings().seed()))
                .append("</p>\n<div class=\"plots\">\n<figure><figcaption><b>Held out</b> accuracy after each round")
                .append("</figcaption>\n")
                .append(Plot.lines(lines, "round"))
                .append(TABLE);
        row(body, "no lessons", report.none(), figure(report.validationBefore()), "", "");
        report.imitation().ifPresent(measured -> row(body, "imitation", measured, "", "", ""));
        report.rounds()
                .forEach(round -> row(
                        body,
                        "practice, round " + round.number(),
                        round.heldOut(),
                        figure(round.validation()) + (round.kept() ? "" : ": nothing new kept"),
                        figure(round.training()),
                        String.valueOf(round.lessons())));
        body.append("</table>\n<h2>Lessons</h2>\n");
        report.book()
                .lessons()
                .forEach(lesson -> body.append("<p><b>")
                        .append(Page.escaped(lesson.question()))
                        .append("</b></p>\n<pre>")
                        .append(Page.escaped(lesson.worked()))
                        .append("</pre>\n"));
        return Page.of(report.settings().model().name() + ": learning", body.toString());
    }

    private static void row(
            StringBuilder body, String label, Measured measured, String validation, String training, String lessons) {
        body.append("<tr><th>").append(label).append("</th>");
        String first = ReportText.figure(measured.firstTokenSeconds(), 2) + " s";
        for (String cell : List.of(figure(measured), validation, training, lessons, first)) {
            body.append("<td>").append(Page.escaped(cell)).append("</td>");
        }
        body.append("</tr>\n");
    }

    private static List<Plot.Point> flat(LearningReport report, Measured measured) {
        List<Plot.Point> points = new ArrayList<>();
        for (int round = 0; round <= report.rounds().size(); round++) {
            points.add(point(round, measured));
        }
        return points;
    }

    private static Plot.Point point(int round, Measured measured) {
        return new Plot.Point(String.valueOf(round), round, measured.accuracy(), 1);
    }
}
