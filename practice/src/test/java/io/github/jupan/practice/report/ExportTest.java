package io.github.jupan.practice.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.AttemptLog;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Score;
import io.github.jupan.practice.exercises.ExerciseFields;
import io.github.jupan.practice.exercises.ExerciseFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(600)
final class ExportTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path path;

    @Test
    void inspectsSchemaTakesTheLog() throws Exception {
        List<Path> logs = PracticeExport.write(attempted(), PracticeExport.Format.INSPECT, path.resolve("logs"));
        assertThat(logs).hasSize(2);
        String schema;
        try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("inspect-log-schema.json"))) {
            schema = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        var validator = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(schema);
        for (Path log : logs) {
            assertThat(validator.validate(Files.readString(log), InputFormat.JSON))
                    .isEmpty();
        }
        String broken = Files.readString(logs.getFirst()).replace("\"epoch\":1", "\"epoch\":\"one\"");
        assertThat(validator.validate(broken, InputFormat.JSON)).isNotEmpty();
    }

    /// `pip install inspect_ai`, and the Python that has it named by `JUPAN_TEST_INSPECT_PYTHON`.
    @Test
    void inspectsOwnReaderTakesTheLog() throws Exception {
        String python = System.getenv("JUPAN_TEST_INSPECT_PYTHON");
        Assumptions.assumeTrue(python != null, "skipped: JUPAN_TEST_INSPECT_PYTHON names no Python with inspect_ai");
        Path logs = path.resolve("logs");
        PracticeExport.write(attempted(), PracticeExport.Format.INSPECT, logs);
        String script = """
            import sys
            from inspect_ai.log import list_eval_logs, read_eval_log
            for info in sorted(list_eval_logs(sys.argv[1]), key=lambda i: i.name):
                log = read_eval_log(info)
                accuracy = log.results.scores[0].metrics["accuracy"].value
                last = log.samples[0].messages[-1].text
                print(log.eval.task, log.status, len(log.samples), round(accuracy, 4), log.samples[0].scores["number"].value, last)
                print([type(m).__name__ for m in log.samples[0].messages])
            """;
        Process process = new ProcessBuilder(python, "-c", script, logs.toString())
                .redirectErrorStream(true)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(out.strip().lines().toList())
                .as(out)
                .containsExactlyInAnyOrder(
                        "jupan-code success 4 0.5 1.0 It is 1.",
                        "['ChatMessageSystem', 'ChatMessageUser', 'ChatMessageAssistant', 'ChatMessageTool',"
                                + " 'ChatMessageAssistant']",
                        "jupan-direct success 4 0.5 1.0 It is 1.",
                        "['ChatMessageSystem', 'ChatMessageUser', 'ChatMessageAssistant', 'ChatMessageTool',"
                                + " 'ChatMessageAssistant']");
    }

    @Test
    void rightAttemptsBecomeMessages() throws IOException {
        List<JsonNode> lines = lines(PracticeExport.Format.CHAT);
        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst().toString())
                .isEqualTo("{\"messages\":[{\"role\":\"system\",\"content\":\"S\"},"
                        + "{\"role\":\"user\",\"content\":\"a?\"},{\"role\":\"assistant\",\"content\":\"<think>\\n"
                        + "hm\\n"
                        + "</think>\\n"
                        + "So:\\n"
                        + "```python\\n"
                        + "1 + 0\\n"
                        + "```\"},{\"role\":\"user\",\"content\":\"<result run=\\\"1\\\">\\n"
                        + "1\\n"
                        + "</result>\"},{\"role\":\"assistant\",\"content\":\"It is"
                        + " 1.\"}],\"reward\":1.0,\"exercise\":\"a\",\"mode\":\"code\","
                        + "\"epoch\":1,\"model\":\"scripted\",\"seed\":11}");
        assertThat(lines).allMatch(line -> line.path("reward").asDouble() == 1);
    }

    @Test
    void trlsColumnsAreThere() throws IOException {
        assertThat(lines(PracticeExport.Format.TRL_PROMPT))
                .map(JsonNode::toString)
                .containsExactly(
                        "{\"prompt\":[{\"role\":\"user\",\"content\":\"a?\"}],\"answer\":\"1\",\"id\":\"a\"}",
                        "{\"prompt\":[{\"role\":\"user\",\"content\":\"b?\"}],\"answer\":\"1\",\"id\":\"b\"}");
        List<JsonNode> pairs = lines(PracticeExport.Format.TRL_PREFERENCE);
        assertThat(pairs).hasSize(4).allSatisfy(pair -> {
            assertThat(pair.at("/prompt/1/role").asText()).isEqualTo("user");
            assertThat(pair.at("/chosen/2/content").asText()).isEqualTo("It is 1.");
            assertThat(pair.at("/rejected/2/content").asText()).isEqualTo("It is 2.");
        });
    }

    @Test
    void verlsColumnsAreThere() throws IOException {
        JsonNode line = lines(PracticeExport.Format.VERL).getFirst();
        assertThat(line.toString())
                .startsWith("{\"data_source\":\"jupan\",\"prompt\":[{\"role\":\"user\",\"content\":\"a?\"}],"
                        + "\"ability\":\"math\",\"reward_model\":{\"style\":\"rule\",\"ground_truth\":\"1\"},"
                        + "\"extra_info\":{\"split\":\"train\",\"index\":0,");
        // What is written is an exercise again.
        Path file = path.resolve("out-verl/verl.jsonl");
        assertThat(ExerciseFile.read(List.of(file), ExerciseFields.USUAL))
                .extracting(Exercise::question, Exercise::target)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a?", "1"), org.assertj.core.groups.Tuple.tuple("b?", "1"));
    }

    @Test
    void lmEvalsSamplesAreThere() throws IOException {
        List<Path> files = PracticeExport.write(attempted(), PracticeExport.Format.LM_EVAL, path.resolve("lm"));
        assertThat(files)
                .extracting(file -> String.valueOf(file.getFileName()))
                .containsExactly("samples_jupan_direct.jsonl", "samples_jupan_code.jsonl", "results.json");
        JsonNode sample = JSON.readTree(Files.readAllLines(files.getFirst()).getFirst());
        assertThat(sample.path("resps").toString()).isEqualTo("[[\"It is 1.\",\"It is 2.\"]]");
        assertThat(sample.path("exact_match").asDouble()).isEqualTo(1);
        assertThat(JSON.readTree(files.getLast().toFile())
                        .at("/results/jupan_code/exact_match,none")
                        .asDouble())
                .isEqualTo(0.5);
    }

    private List<JsonNode> lines(PracticeExport.Format format) throws IOException {
        Path target = path.resolve("out-" + format.name().toLowerCase(java.util.Locale.ROOT));
        Path file = PracticeExport.write(attempted(), format, target).getFirst();
        return Files.readAllLines(file).stream()
                .map(line -> {
                    try {
                        return JSON.readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                })
                .toList();
    }

    private PracticeFolder attempted() {
        PracticeFolder folder = PracticeFolder.write(
                path.resolve("practice"),
                new PracticeSettings(
                        new ModelSettings(
                                "scripted",
                                Optional.of(0.7),
                                Optional.empty(),
                                Optional.of(256),
                                Optional.empty(),
                                Optional.empty()),
                        List.of(Mode.DIRECT, Mode.CODE),
                        2,
                        7,
                        "number",
                        "",
                        Instant.parse("2026-03-01T10:00:00Z")),
                List.of(Exercise.of("a", "a?", "1"), Exercise.of("b", "b?", "1")));
        try (AttemptLog log = AttemptLog.open(folder)) {
            if (log.finished().isEmpty()) {
                for (String exercise : List.of("a", "b")) {
                    for (Mode mode : List.of(Mode.CODE, Mode.DIRECT)) {
                        log.add(attempt(exercise, mode, 1, true));
                        log.add(attempt(exercise, mode, 2, false));
                    }
                }
            }
        }
        return folder;
    }

    private static Attempt attempt(String exercise, Mode mode, int epoch, boolean right) {
        String answer = right ? "It is 1." : "It is 2.";
        Rollout rollout = new Rollout(
                10 + epoch,
                Rollout.ANSWERED,
                answer,
                List.of(
                        new Piece(Piece.Kind.SYSTEM, 0, "S"),
                        new Piece(Piece.Kind.QUESTION, 0, exercise + "?"),
                        new Piece(Piece.Kind.THINKING, 1, "hm"),
                        new Piece(Piece.Kind.TEXT, 1, "So:\n"),
                        new Piece(Piece.Kind.CODE, 1, "1 + 0"),
                        new Piece(Piece.Kind.RESULT, 1, "<result run=\"1\">\n1\n</result>"),
                        new Piece(Piece.Kind.TEXT, 2, answer)),
                List.of(new Rollout.Run(1, 1, Rollout.Status.COMPLETED, "1", "", Duration.ZERO)),
                List.of(new Evidence("1", 6, 7, new Evidence.Source.Computed(1))),
                new Usage(50, 20, true),
                Instant.parse("2026-03-01T10:00:05Z"),
                Duration.ofMillis(100),
                Duration.ofMillis(1_500));
        Score score = right ? Score.right("1") : Score.wrong("2", "");
        return new Attempt(new Attempt.Key(exercise, mode, epoch), ModelSettings.of("scripted"), rollout, score);
    }
}
