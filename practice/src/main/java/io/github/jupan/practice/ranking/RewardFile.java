package io.github.jupan.practice.ranking;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.internal.JsonLines;
import io.github.jupan.practice.internal.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/// A reward's file, which `docs/rankings.md` describes.
public final class RewardFile {

    private static final String KIND = "jupan-reward-1";

    private RewardFile() {}

    /// Writes it whole, or leaves the file as it was.
    public static void write(RewardModel model, Path file) {
        try {
            WholeFile.write(file, out -> out.write(of(model).toPrettyString() + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    private static ObjectNode of(RewardModel model) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("kind", KIND);
        HeldOut heldOut = model.heldOut();
        node.putObject("held_out")
                .put("pairs", heldOut.pairs())
                .put("right", heldOut.right())
                .put("accuracy", heldOut.accuracy())
                .put("low", heldOut.low())
                .put("high", heldOut.high());
        node.put("by", model.by()).put("l2", model.l2());
        model.bestOf().ifPresent(most -> node.put("best_of", most));
        ArrayNode weights = node.putArray("weights");
        model.strongest().forEach(weight -> {
            ObjectNode each = weights.addObject()
                    .put("feature", weight.feature())
                    .put("weight", weight.weight())
                    .put("scale", weight.scale());
            if (!weight.words().isEmpty()) {
                weight.words().forEach(each.putArray("words")::add);
            }
        });
        model.exercises().stream().sorted().forEach(node.putArray("exercises")::add);
        return node;
    }

    /// The same as [#read], for whoever wants to choose by it.
    ///
    /// @throws PracticeException also when it was not shown to be better than chance
    public static RewardModel usable(Path file) {
        RewardModel model = read(file);
        HeldOut heldOut = model.heldOut();
        if (!heldOut.isBetterThanChance()) {
            throw new PracticeException(
                    "%s is not shown to be better than chance: right on %.0f %% of %d held-out pairs, at"
                                    .formatted(file, 100 * heldOut.accuracy(), heldOut.pairs())
                            + " worst %.0f %%; rank more pairs".formatted(100 * heldOut.low()));
        }
        return model;
    }

    /// @throws PracticeException when it is none, or cannot be read
    public static RewardModel read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new PracticeException("there is no file " + file + ": jupan reward train writes one");
        }
        try {
            JsonNode node = JsonLines.JSON.readTree(file.toFile());
            if (!node.path("kind").asText().equals(KIND)) {
                throw new PracticeException(file + " is no reward: jupan reward train writes one");
            }
            return model(node);
        } catch (IOException | IllegalArgumentException broken) {
            throw new PracticeException(file + " is no reward: " + broken.getMessage(), broken);
        }
    }

    private static RewardModel model(JsonNode node) {
        List<RewardModel.Weight> weights = new ArrayList<>();
        for (JsonNode each : node.path("weights")) {
            List<String> words = new ArrayList<>();
            each.path("words").forEach(word -> words.add(word.asText()));
            weights.add(new RewardModel.Weight(
                    each.path("feature").asText(),
                    each.path("weight").asDouble(),
                    each.path("scale").asDouble(),
                    words));
        }
        Set<String> exercises = new HashSet<>();
        node.path("exercises").forEach(each -> exercises.add(each.asText()));
        JsonNode heldOut = node.path("held_out");
        return new RewardModel(
                weights,
                new HeldOut(heldOut.path("pairs").asInt(), heldOut.path("right").asDouble()),
                exercises,
                node.path("by").asText(),
                node.path("l2").asDouble(),
                node.has("best_of") ? OptionalInt.of(node.path("best_of").asInt()) : OptionalInt.empty());
    }
}
