package io.github.jupan.practice.internal.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Mode;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.internal.JsonLines;
import io.github.jupan.practice.internal.export.Messages;
import io.github.jupan.practice.ranking.Comparison;
import io.github.jupan.practice.ranking.Comparison.Pair;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import io.github.jupan.practice.ranking.Preference;
import java.time.Instant;
import java.util.Locale;

/// The lines of `rankings.jsonl` and `preferences.jsonl`, which `docs/rankings.md` describes.
public final class RankingJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private RankingJson() {}

    public static ObjectNode of(Comparison comparison) {
        ObjectNode node = JSON.objectNode().put("exercise", comparison.pair().exercise());
        node.set("a", attempt(comparison.pair().first()));
        node.set("b", attempt(comparison.pair().second()));
        return node.put("verdict", word(comparison.verdict()))
                .put("by", comparison.by())
                .put("at", comparison.at().toString());
    }

    public static Comparison comparison(JsonLines.Line line) {
        ObjectNode node = line.object();
        try {
            String exercise = text(node, "exercise");
            return new Comparison(
                    new Pair(key(exercise, node.path("a")), key(exercise, node.path("b"))),
                    verdict(text(node, "verdict")),
                    text(node, "by"),
                    Instant.parse(text(node, "at")));
        } catch (RuntimeException broken) {
            throw line.wrong("this is no comparison: " + broken.getMessage());
        }
    }

    /// A line that takes back the comparison before it.
    public static ObjectNode takenBack(Instant at) {
        return JSON.objectNode().put("undo", true).put("at", at.toString());
    }

    public static boolean isTakenBack(JsonLines.Line line) {
        return line.object().path("undo").asBoolean();
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case FIRST -> "a";
            case SECOND -> "b";
            case TIE -> "tie";
            case SKIPPED -> "skipped";
        };
    }

    private static Verdict verdict(String word) {
        for (Verdict verdict : Verdict.values()) {
            if (word(verdict).equals(word)) {
                return verdict;
            }
        }
        throw new IllegalArgumentException("there is no verdict " + word);
    }

    public static ObjectNode of(Preference preference, Exercise exercise, Rollout chosen, Rollout rejected) {
        ObjectNode node = JSON.objectNode();
        node.set("prompt", Messages.prompt(exercise));
        node.set("chosen", Messages.completion(chosen));
        node.set("rejected", Messages.completion(rejected));
        node.put("exercise", exercise.id());
        node.set("chosen_attempt", attempt(preference.chosen()));
        node.set("rejected_attempt", attempt(preference.rejected()));
        return node.put("by", preference.by());
    }

    public static Preference preference(JsonLines.Line line) {
        ObjectNode node = line.object();
        if (!node.has("chosen_attempt") || !node.has("rejected_attempt")) {
            throw line.wrong("this pair does not say of which attempts it is: jupan rank writes such pairs");
        }
        try {
            String exercise = text(node, "exercise");
            Attempt.Key chosen = key(exercise, node.path("chosen_attempt"));
            Attempt.Key rejected = key(exercise, node.path("rejected_attempt"));
            return new Preference(chosen, rejected, node.path("by").asText());
        } catch (RuntimeException broken) {
            throw line.wrong("this is no pair: " + broken.getMessage());
        }
    }

    /// All that the model wrote and was told, as one text.
    public static String written(Rollout rollout) {
        StringBuilder text = new StringBuilder();
        for (JsonNode message : Messages.completion(rollout)) {
            String mark = message.path("role").asText().equals("assistant") ? "" : "→ ";
            text.append(text.isEmpty() ? "" : "\n\n")
                    .append(mark)
                    .append(message.path("content").asText());
        }
        return text.toString();
    }

    private static ObjectNode attempt(Attempt.Key key) {
        return JSON.objectNode().put("mode", AttemptJson.word(key.mode())).put("epoch", key.epoch());
    }

    private static Attempt.Key key(String exercise, JsonNode node) {
        Mode mode = Mode.valueOf(text(node, "mode").toUpperCase(Locale.ROOT));
        return new Attempt.Key(exercise, mode, node.path("epoch").asInt());
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" must be a text");
        }
        return node.path(name).textValue();
    }
}
