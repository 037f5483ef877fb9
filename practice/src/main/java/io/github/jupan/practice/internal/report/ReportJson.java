package io.github.jupan.practice.internal.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.report.PracticeReport;
import java.util.SortedMap;

/// `report.json`.
public final class ReportJson {

    private ReportJson() {}

    public static ObjectNode of(PracticeReport report) {
        ObjectNode node = AttemptJson.of(report.settings());
        node.put("exercises", report.exercises()).put("failed", report.failed()).put("open", report.open());
        ArrayNode modes = node.putArray("results");
        report.modes().forEach(mode -> modes.add(of(mode, modes.objectNode())));
        return node;
    }

    private static ObjectNode of(PracticeReport.InMode mode, ObjectNode node) {
        node.put("mode", AttemptJson.word(mode.mode())).put("attempts", mode.attempts());
        number(node, "accuracy", mode.accuracy());
        number(node, "standard_error", mode.standardError());
        number(node, "reward", mode.reward());
        byCount(node.putObject("pass_at"), mode.passAt());
        byCount(node.putObject("majority_at"), mode.majorityAt());
        node.put("always_right", mode.always()).put("never_right", mode.never());
        number(node, "input_tokens", mode.inputTokens());
        number(node, "output_tokens", mode.tokens());
        number(node, "seconds", mode.seconds());
        number(node, "first_token_seconds", mode.firstTokenSeconds());
        ObjectNode shares = node.putObject("shares");
        mode.shares().forEach((name, share) -> number(shares, name, share));
        ArrayNode lengths = node.putArray("accuracy_by_length");
        mode.lengths()
                .forEach(bin -> number(
                        lengths.addObject()
                                .put("from", bin.from())
                                .put("to", bin.to())
                                .put("attempts", bin.attempts()),
                        "accuracy",
                        bin.accuracy()));
        ObjectNode outcomes = node.putObject("outcomes");
        mode.outcomes().forEach(outcomes::put);
        ObjectNode exercises = node.putObject("accuracy_by_exercise");
        mode.byExercise().forEach((id, share) -> number(exercises, id, share));
        return node;
    }

    private static void byCount(ObjectNode node, SortedMap<Integer, Double> figures) {
        figures.forEach((k, figure) -> number(node, String.valueOf(k), figure));
    }

    /// JSON has no NaN.
    static void number(ObjectNode node, String name, double value) {
        if (Double.isFinite(value)) {
            node.put(name, value);
        } else {
            node.putNull(name);
        }
    }
}
