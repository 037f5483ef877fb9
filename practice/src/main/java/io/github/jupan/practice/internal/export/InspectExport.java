package io.github.jupan.practice.internal.export;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.internal.JsonLines;
import io.github.jupan.practice.internal.SplitMix;
import io.github.jupan.practice.internal.WholeFile;
import io.github.jupan.practice.report.PracticeReport;
import io.github.jupan.practice.report.Reports;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Logs of inspect_ai (version 2, JSON), one for each mode: what `inspect log schema` describes.
public final class InspectExport {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /// Its list of logs shows files of such names alone.
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH-mm-ss'+00-00'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final PracticeFolder folder;
    private final PracticeReport.InMode mode;
    private final String task;

    private InspectExport(PracticeFolder folder, PracticeReport.InMode mode) {
        this.folder = folder;
        this.mode = mode;
        this.task = "jupan-" + AttemptJson.word(mode.mode());
    }

    public static List<Path> write(PracticeFolder folder, Path target) throws IOException {
        List<Path> files = new ArrayList<>();
        for (PracticeReport.InMode mode : Reports.of(folder, List.of()).modes()) {
            InspectExport export = new InspectExport(folder, mode);
            Path file = target.resolve(
                    NAME.format(folder.settings().began()) + "_" + export.task + "_" + export.id("task") + ".json");
            WholeFile.write(file, out -> {
                try (JsonGenerator json = JsonLines.JSON.createGenerator(out)) {
                    json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                    export.write(json);
                }
            });
            files.add(file);
        }
        return files;
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField("version", 2);
        json.writeStringField("status", "success");
        json.writePOJOField("eval", eval());
        json.writePOJOField("plan", plan());
        json.writePOJOField("results", results());
        json.writePOJOField("stats", stats());
        json.writeArrayFieldStart("samples");
        try (Stream<Attempt> attempts = folder.attempts()) {
            Iterator<Attempt> each = attempts.filter(attempt -> attempt.key().mode() == mode.mode())
                    .iterator();
            while (each.hasNext()) {
                Attempt attempt = each.next();
                Exercise exercise = folder.exercises().get(attempt.key().exercise());
                if (exercise != null) {
                    json.writePOJO(sample(attempt, exercise));
                }
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /// The same for the same practice, and 22 letters long as theirs are.
    private String id(String what) {
        SplitMix random = new SplitMix(folder.settings().began().toEpochMilli());
        StringBuilder id = new StringBuilder();
        for (char c : (what + task).toCharArray()) {
            random = new SplitMix(random.next() + c);
        }
        while (id.length() < 22) {
            id.append((char) ('a' + random.below(26)));
        }
        return id.toString();
    }

    private ObjectNode eval() {
        PracticeSettings settings = folder.settings();
        ObjectNode eval = JSON.objectNode()
                .put("eval_id", id("eval"))
                .put("run_id", id("run"))
                .put("created", time(settings.began()))
                .put("task", task)
                .put("task_id", id("task"))
                .put("task_version", 0);
        eval.putObject("task_attribs");
        eval.putObject("task_args");
        ObjectNode dataset = eval.putObject("dataset");
        dataset.put("name", name()).put("samples", folder.exercises().size());
        ArrayNode ids = dataset.putArray("sample_ids");
        folder.exercises().keySet().forEach(ids::add);
        dataset.put("shuffled", false);
        eval.put("model", settings.model().name());
        eval.set("model_generate_config", generation());
        eval.putObject("model_args");
        ObjectNode config = eval.putObject("config").put("epochs", settings.epochs());
        config.putArray("epochs_reducer").add("mean");
        eval.putObject("packages");
        eval.putObject("metadata")
                .put("mode", AttemptJson.word(mode.mode()))
                .put("seed", settings.seed())
                .put("lessons", settings.lessons());
        return eval;
    }

    private String name() {
        String file = folder.exercises().values().stream()
                .map(exercise -> exercise.source().file())
                .findFirst()
                .orElse("");
        return file.isEmpty() ? "exercises" : String.valueOf(Path.of(file).getFileName());
    }

    private ObjectNode generation() {
        ModelSettings model = folder.settings().model();
        ObjectNode config = JSON.objectNode();
        model.temperature().ifPresent(value -> config.put("temperature", value));
        model.topP().ifPresent(value -> config.put("top_p", value));
        model.maxTokens().ifPresent(value -> config.put("max_tokens", value));
        return config;
    }

    private ObjectNode plan() {
        ObjectNode plan = JSON.objectNode().put("name", "plan");
        plan.putArray("steps").addObject().put("solver", "jupan").putObject("params");
        plan.set("config", generation());
        return plan;
    }

    private ObjectNode results() {
        ObjectNode results =
                JSON.objectNode().put("total_samples", mode.attempts()).put("completed_samples", mode.attempts());
        ObjectNode score = results.putArray("scores").addObject();
        score.put("name", scorer())
                .put("scorer", scorer())
                .put("reducer", "mean")
                .putObject("params");
        ObjectNode metrics = score.putObject("metrics");
        metric(metrics, "accuracy", mode.accuracy());
        metric(metrics, "stderr", Double.isNaN(mode.standardError()) ? 0 : mode.standardError());
        return results;
    }

    private static void metric(ObjectNode metrics, String name, double value) {
        metrics.putObject(name).put("name", name).put("value", value).putObject("params");
    }

    private String scorer() {
        return folder.settings().scorer().replaceFirst(":.*", "");
    }

    private ObjectNode stats() {
        Instant end = folder.settings().began();
        long in = 0;
        long out = 0;
        try (Stream<Attempt> attempts = folder.attempts()) {
            Iterator<Attempt> each = attempts.filter(attempt -> attempt.key().mode() == mode.mode())
                    .iterator();
            while (each.hasNext()) {
                Rollout rollout = each.next().rollout();
                Instant ended = rollout.began().plus(rollout.took());
                end = ended.isAfter(end) ? ended : end;
                in += rollout.usage().inputTokens();
                out += rollout.usage().outputTokens();
            }
        }
        ObjectNode stats = JSON.objectNode()
                .put("started_at", time(folder.settings().began()))
                .put("completed_at", time(end));
        stats.set("model_usage", usage(new Usage(in, out, true)));
        return stats;
    }

    private ObjectNode usage(Usage usage) {
        ObjectNode all = JSON.objectNode();
        all.putObject(folder.settings().model().name())
                .put("input_tokens", usage.inputTokens())
                .put("output_tokens", usage.outputTokens())
                .put("total_tokens", usage.inputTokens() + usage.outputTokens());
        return all;
    }

    private ObjectNode sample(Attempt attempt, Exercise exercise) {
        Rollout rollout = attempt.rollout();
        ObjectNode sample = JSON.objectNode()
                .put("id", attempt.key().exercise())
                .put("epoch", attempt.key().epoch())
                .put("input", exercise.question());
        if (!exercise.choices().isEmpty()) {
            ArrayNode choices = sample.putArray("choices");
            exercise.choices().forEach(choices::add);
        }
        if (exercise.targets().size() == 1) {
            sample.put("target", exercise.target());
        } else {
            ArrayNode targets = sample.putArray("target");
            exercise.targets().forEach(targets::add);
        }
        ArrayNode messages = sample.putArray("messages");
        new InspectMessages(folder.settings().model().name()).of(rollout).forEach(messages::add);
        ObjectNode output = sample.putObject("output")
                .put("model", folder.settings().model().name());
        output.putArray("choices")
                .addObject()
                .put("stop_reason", rollout.answered() ? "stop" : "unknown")
                .putObject("message")
                .put("role", "assistant")
                .put("source", "generate")
                .put("content", rollout.answer());
        output.put("completion", rollout.answer());
        ObjectNode score = sample.putObject("scores").putObject(scorer());
        score.put("value", attempt.score().value())
                .put("answer", attempt.score().read())
                .put("explanation", attempt.score().why());
        ObjectNode metadata =
                sample.putObject("metadata").put("seed", rollout.seed()).put("outcome", rollout.outcome());
        exercise.fields().forEach(metadata::set);
        sample.putObject("store");
        sample.putArray("events");
        sample.set("model_usage", usage(rollout.usage()));
        return sample.put("started_at", time(rollout.began()))
                .put("completed_at", time(rollout.began().plus(rollout.took())))
                .put("total_time", rollout.took().toMillis() / 1_000.0)
                .put("working_time", rollout.took().toMillis() / 1_000.0)
                .put("uuid", id(attempt.key().exercise() + attempt.key().epoch()));
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString().replace("Z", "+00:00");
    }

    /// Turns as inspect has them: thinking as a part of its own, programs as calls of `python`.
    private static final class InspectMessages {

        private final String model;
        private final List<ObjectNode> messages = new ArrayList<>();
        private final List<String> open = new ArrayList<>();
        private int calls;

        private InspectMessages(String model) {
            this.model = model;
        }

        private List<ObjectNode> of(Rollout rollout) {
            List<Piece> turn = new ArrayList<>();
            for (Piece piece : rollout.pieces()) {
                if (piece.author() == Piece.Author.MODEL) {
                    if (!turn.isEmpty() && turn.getFirst().turn() != piece.turn()) {
                        said(turn);
                    }
                    turn.add(piece);
                } else {
                    said(turn);
                    told(piece);
                }
            }
            said(turn);
            return messages;
        }

        private void told(Piece piece) {
            switch (piece.kind()) {
                case SYSTEM -> messages.add(Messages.message("system", piece.text()));
                case RESULT -> {
                    // One text may answer all calls of a turn.
                    for (int i = 0; i < open.size(); i++) {
                        messages.add(Messages.message("tool", i == 0 ? piece.text() : "")
                                .put("tool_call_id", open.get(i))
                                .put("function", "python"));
                    }
                    if (open.isEmpty()) {
                        messages.add(Messages.message("user", piece.text()));
                    }
                    open.clear();
                }
                default -> messages.add(Messages.message("user", piece.text()).put("source", "input"));
            }
        }

        private void said(List<Piece> turn) {
            if (turn.isEmpty()) {
                return;
            }
            ObjectNode message = JSON.objectNode().put("role", "assistant");
            message.put("source", "generate").put("model", model);
            ArrayNode content = message.putArray("content");
            open.clear();
            for (Piece piece : turn) {
                switch (piece.kind()) {
                    case THINKING ->
                        content.addObject().put("type", "reasoning").put("reasoning", piece.text());
                    case CODE -> {
                        String id = "call-" + ++calls;
                        open.add(id);
                        message.withArray("/tool_calls")
                                .addObject()
                                .put("id", id)
                                .put("function", "python")
                                .put("type", "function")
                                .putObject("arguments")
                                .put("code", piece.text());
                    }
                    default -> content.addObject().put("type", "text").put("text", piece.text());
                }
            }
            messages.add(message);
            turn.clear();
        }
    }
}
