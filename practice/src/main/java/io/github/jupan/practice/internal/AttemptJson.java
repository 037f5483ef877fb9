package io.github.jupan.practice.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Score;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The JSON of a practice folder's files, which `docs/practice.md` describes.
public final class AttemptJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private AttemptJson() {}

    public static ObjectNode of(Attempt attempt) {
        Rollout rollout = attempt.rollout();
        ObjectNode node = key(attempt.key());
        node.set("model", model(attempt.model()));
        node.put("seed", rollout.seed())
                .put("outcome", rollout.outcome())
                .put("reward", attempt.score().value())
                .put("answer", rollout.answer())
                .put("read", attempt.score().read())
                .put("why", attempt.score().why());
        ArrayNode pieces = node.putArray("pieces");
        rollout.pieces()
                .forEach(piece -> pieces.addObject()
                        .put("by", word(piece.author()))
                        .put("kind", word(piece.kind()))
                        .put("turn", piece.turn())
                        .put("text", piece.text()));
        ArrayNode runs = node.putArray("runs");
        rollout.runs()
                .forEach(run -> runs.addObject()
                        .put("run", run.number())
                        .put("turn", run.turn())
                        .put("status", word(run.status()))
                        .put("value", run.value())
                        .put("error", run.error())
                        .put("elapsed_ms", run.took().toMillis()));
        ArrayNode evidence = node.putArray("evidence");
        rollout.evidence().forEach(each -> evidence.add(EventJson.of(each)));
        node.set("usage", EventJson.of(rollout.usage()));
        return node.put("began", rollout.began().toString())
                .put("first_token_ms", rollout.firstToken().toMillis())
                .put("elapsed_ms", rollout.took().toMillis());
    }

    public static Attempt attempt(JsonLines.Line line) {
        try {
            return attempt(line.object());
        } catch (RuntimeException broken) {
            throw line.wrong("this is no attempt: " + broken.getMessage());
        }
    }

    /// @throws RuntimeException when it is none
    public static Attempt attempt(JsonNode node) {
        Rollout rollout = new Rollout(
                node.path("seed").asLong(),
                text(node, "outcome"),
                node.path("answer").asText(),
                list(node.path("pieces"), AttemptJson::piece),
                list(node.path("runs"), AttemptJson::run),
                list(node.path("evidence"), AttemptJson::evidence),
                usage(node.path("usage")),
                Instant.parse(text(node, "began")),
                millis(node, "first_token_ms"),
                millis(node, "elapsed_ms"));
        Score score = new Score(
                node.path("reward").asDouble(),
                node.path("read").asText(),
                node.path("why").asText());
        return new Attempt(key(node), model(node.path("model")), rollout, score);
    }

    public static ObjectNode of(Attempt.Failed failed) {
        return key(failed.key())
                .put("at", failed.at().toString())
                .put("message", failed.message())
                .put("may_help", failed.mayHelp());
    }

    public static Attempt.Failed failed(JsonLines.Line line) {
        ObjectNode node = line.object();
        try {
            return new Attempt.Failed(
                    key(node),
                    Instant.parse(text(node, "at")),
                    node.path("message").asText(),
                    node.path("may_help").asBoolean());
        } catch (RuntimeException broken) {
            throw line.wrong("this is no failed attempt: " + broken.getMessage());
        }
    }

    public static ObjectNode of(PracticeSettings settings) {
        ObjectNode node = JSON.objectNode();
        node.set("model", model(settings.model()));
        ArrayNode modes = node.putArray("modes");
        settings.modes().forEach(mode -> modes.add(word(mode)));
        return node.put("epochs", settings.epochs())
                .put("seed", settings.seed())
                .put("scorer", settings.scorer())
                .put("lessons", settings.lessons())
                .put("began", settings.began().toString());
    }

    /// @throws RuntimeException when it is none
    public static PracticeSettings settings(JsonNode node) {
        return new PracticeSettings(
                model(node.path("model")),
                list(node.path("modes"), mode -> value(Mode.class, mode.asText())),
                node.path("epochs").asInt(),
                node.path("seed").asLong(),
                text(node, "scorer"),
                node.path("lessons").asText(),
                Instant.parse(text(node, "began")));
    }

    public static ObjectNode of(Exercise exercise) {
        ObjectNode node = JSON.objectNode().put("id", exercise.id()).put("question", exercise.question());
        node.put("system", exercise.system());
        ObjectNode documents = node.putObject("documents");
        exercise.documents().forEach(documents::put);
        ArrayNode targets = node.putArray("targets");
        exercise.targets().forEach(targets::add);
        ArrayNode choices = node.putArray("choices");
        exercise.choices().forEach(choices::add);
        node.put("solution", exercise.solution());
        node.putObject("source")
                .put("file", exercise.source().file())
                .put("line", exercise.source().line());
        ObjectNode fields = node.putObject("fields");
        exercise.fields().forEach(fields::set);
        return node;
    }

    public static Exercise exercise(JsonLines.Line line) {
        ObjectNode node = line.object();
        try {
            Map<String, String> documents = new LinkedHashMap<>();
            node.path("documents")
                    .properties()
                    .forEach(
                            each -> documents.put(each.getKey(), each.getValue().asText()));
            Map<String, JsonNode> fields = new LinkedHashMap<>();
            node.path("fields").properties().forEach(each -> fields.put(each.getKey(), each.getValue()));
            return new Exercise(
                    text(node, "id"),
                    text(node, "question"),
                    node.path("system").asText(),
                    documents,
                    list(node.path("targets"), JsonNode::asText),
                    list(node.path("choices"), JsonNode::asText),
                    node.path("solution").asText(),
                    new Exercise.Source(
                            node.path("source").path("file").asText(),
                            node.path("source").path("line").asInt()),
                    fields);
        } catch (RuntimeException broken) {
            throw line.wrong("this is no exercise: " + broken.getMessage());
        }
    }

    private static ObjectNode key(Attempt.Key key) {
        return JSON.objectNode()
                .put("exercise", key.exercise())
                .put("mode", word(key.mode()))
                .put("epoch", key.epoch());
    }

    public static Attempt.Key key(JsonNode node) {
        return new Attempt.Key(
                text(node, "exercise"),
                value(Mode.class, text(node, "mode")),
                node.path("epoch").asInt());
    }

    private static ObjectNode model(ModelSettings model) {
        ObjectNode node = JSON.objectNode().put("name", model.name());
        model.temperature().ifPresent(value -> node.put("temperature", value));
        model.topP().ifPresent(value -> node.put("top_p", value));
        model.maxTokens().ifPresent(value -> node.put("max_tokens", value));
        model.reasoningEffort().ifPresent(value -> node.put("reasoning_effort", value));
        model.adapter().ifPresent(value -> node.put("adapter", value));
        return node;
    }

    private static ModelSettings model(JsonNode node) {
        return new ModelSettings(
                text(node, "name"),
                optional(node, "temperature", JsonNode::asDouble),
                optional(node, "top_p", JsonNode::asDouble),
                optional(node, "max_tokens", JsonNode::asInt),
                optional(node, "reasoning_effort", JsonNode::asText),
                optional(node, "adapter", JsonNode::asText));
    }

    private static Piece piece(JsonNode node) {
        return new Piece(
                value(Piece.Kind.class, text(node, "kind")),
                node.path("turn").asInt(),
                node.path("text").asText());
    }

    private static Rollout.Run run(JsonNode node) {
        return new Rollout.Run(
                node.path("run").asInt(),
                node.path("turn").asInt(),
                value(Rollout.Status.class, text(node, "status")),
                node.path("value").asText(),
                node.path("error").asText(),
                millis(node, "elapsed_ms"));
    }

    private static Evidence evidence(JsonNode node) {
        String source = text(node, "source");
        return new Evidence(
                text(node, "number"),
                node.path("start").asInt(),
                node.path("end").asInt(),
                switch (source) {
                    case "computed" ->
                        new Evidence.Source.Computed(node.path("run").asInt());
                    case "given" -> new Evidence.Source.Given();
                    case "neither" -> new Evidence.Source.Neither();
                    default -> throw new IllegalArgumentException("there is no source " + source);
                });
    }

    private static Usage usage(JsonNode node) {
        return new Usage(
                node.path("input_tokens").asLong(),
                node.path("output_tokens").asLong(),
                node.path("known").asBoolean());
    }

    private static Duration millis(JsonNode node, String name) {
        return Duration.ofMillis(node.path(name).asLong());
    }

    private static String text(JsonNode node, String name) {
        JsonNode found = node.path(name);
        if (!found.isTextual()) {
            throw new IllegalArgumentException("\"" + name + "\" must be a text");
        }
        return found.textValue();
    }

    private static <T> Optional<T> optional(JsonNode node, String name, Function<JsonNode, T> reader) {
        return node.hasNonNull(name) ? Optional.of(reader.apply(node.path(name))) : Optional.empty();
    }

    private static <T> List<T> list(JsonNode node, Function<JsonNode, T> reader) {
        List<T> all = new ArrayList<>();
        node.forEach(each -> all.add(reader.apply(each)));
        return all;
    }

    public static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> E value(Class<E> type, String word) {
        return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }
}
