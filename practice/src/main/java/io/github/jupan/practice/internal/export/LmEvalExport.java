package io.github.jupan.practice.internal.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Mode;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.internal.AttemptJson;
import io.github.jupan.practice.internal.WholeFile;
import io.github.jupan.practice.report.PracticeReport;
import io.github.jupan.practice.report.Reports;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// `samples_TASK.jsonl` and `results.json`, as lm-evaluation-harness writes them with `--log_samples`: a line for each
/// exercise with the answers of all its epochs; the metric is the first one's.
public final class LmEvalExport {

    private static final String METRIC = "exact_match";

    private LmEvalExport() {}

    private record Said(String answer, double reward) {}

    public static List<Path> write(PracticeFolder folder, Path target) throws IOException {
        List<Path> files = new ArrayList<>();
        ObjectNode results = JsonNodeFactory.instance.objectNode();
        for (PracticeReport.InMode mode : Reports.of(folder, List.of()).modes()) {
            String task = "jupan_" + AttemptJson.word(mode.mode());
            Path file = target.resolve("samples_" + task + ".jsonl");
            Map<String, List<Said>> said = said(folder, mode.mode());
            WholeFile.write(file, out -> {
                int index = 0;
                for (Map.Entry<String, List<Said>> each : said.entrySet()) {
                    Exercise exercise = folder.exercises().get(each.getKey());
                    if (exercise != null) {
                        out.write(line(index++, exercise, each.getValue()) + "\n");
                    }
                }
            });
            files.add(file);
            ObjectNode figures = results.withObject("/results").putObject(task);
            figures.put("alias", task).put(METRIC + ",none", mode.accuracy());
            if (Double.isFinite(mode.standardError())) {
                figures.put(METRIC + "_stderr,none", mode.standardError());
            } else {
                figures.put(METRIC + "_stderr,none", "N/A");
            }
            results.withObject("/n-samples")
                    .putObject(task)
                    .put("original", said.size())
                    .put("effective", said.size());
        }
        results.put("model_name", folder.settings().model().name());
        Path file = target.resolve("results.json");
        WholeFile.write(file, out -> out.write(results.toPrettyString() + "\n"));
        files.add(file);
        return files;
    }

    private static Map<String, List<Said>> said(PracticeFolder folder, Mode mode) {
        Map<String, List<Said>> said = new LinkedHashMap<>();
        try (Stream<Attempt> attempts = folder.attempts()) {
            attempts.filter(attempt -> attempt.key().mode() == mode)
                    .forEach(attempt -> said.computeIfAbsent(attempt.key().exercise(), any -> new ArrayList<>())
                            .add(new Said(
                                    attempt.rollout().answer(), attempt.score().value())));
        }
        return said;
    }

    private static ObjectNode line(int index, Exercise exercise, List<Said> said) {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put("doc_id", index);
        ObjectNode document = AttemptJson.of(exercise);
        node.set("doc", document);
        node.put("target", exercise.target());
        ObjectNode arguments = node.putObject("arguments").putObject("gen_args_0");
        arguments.put("arg_0", exercise.question()).putObject("arg_1");
        ArrayNode responses = node.putArray("resps").addArray();
        said.forEach(each -> responses.add(each.answer()));
        node.putArray("filtered_resps").add(said.getFirst().answer());
        node.put("filter", "none").putArray("metrics").add(METRIC);
        return node.put("doc_hash", hash(document.toString()))
                .put("prompt_hash", hash(exercise.question()))
                .put("target_hash", hash(exercise.target()))
                .put(METRIC, said.getFirst().reward());
    }

    private static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
