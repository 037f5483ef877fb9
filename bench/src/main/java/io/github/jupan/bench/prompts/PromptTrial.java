package io.github.jupan.bench.prompts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Dialect;
import io.github.jupan.agent.Outcome;
import io.github.jupan.models.ModelOptions;
import io.github.jupan.models.Models;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// Asks a model generated questions under one variant of the prompts, and says how many answers are right. Each
/// finished question is a line of a file and not asked again, so that a trial can be broken off and gone on with.
public final class PromptTrial {

    private static final JsonMapper JSON = new JsonMapper();

    private final Options options;
    private final Path results;

    /// @param folder where results are kept
    /// @param variants holds a folder for each variant: files that replace those of [Prompt]
    public PromptTrial(Options options, Path folder, Path variants) {
        this.options = options;
        results = folder.resolve(options.file());
        if (!options.variant().equals(Options.OWN)) {
            Path files = variants.resolve(options.variant());
            if (!Files.isDirectory(files)) {
                throw new IllegalArgumentException("there is no variant " + files);
            }
            System.setProperty(Prompt.FOLDER, files.toString());
        }
    }

    /// Asks what is not yet answered, then prints a line of a table.
    public void run(PrintStream out) throws IOException {
        Files.createDirectories(Objects.requireNonNull(results.getParent()));
        List<JsonNode> done = done();
        List<GeneratedQuestion> questions = GeneratedQuestion.some(options.kinds(), options.count(), options.seed());
        try (Sandbox sandbox = new WorkerSandbox()) {
            for (GeneratedQuestion question :
                    questions.subList(Math.min(done.size(), questions.size()), questions.size())) {
                JsonNode line = asked(question, sandbox);
                Files.writeString(results, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                done.add(line);
            }
        }
        out.println("| variant | model | right, with its 95% interval | with a run | turns each | seconds each |");
        out.println("| --- | --- | --- | --- | --- | --- |");
        out.println(row(done));
    }

    private List<JsonNode> done() throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        if (Files.exists(results)) {
            for (String line : Files.readAllLines(results)) {
                lines.add(JSON.readTree(line));
            }
        }
        return lines;
    }

    private JsonNode asked(GeneratedQuestion question, Sandbox sandbox) {
        List<AgentEvent> events = new ArrayList<>();
        ModelOptions.Builder model = ModelOptions.builder();
        options.baseUrl().ifPresent(url -> model.baseUrl(URI.create(url)));
        long begin = System.nanoTime();
        Outcome outcome;
        try (Agent agent = Agent.builder(
                        Models.open(options.model(), model.build()).model())
                .sandbox(sandbox)
                .dialect(options.dialect())
                .parameters(ChatRequestParameters.builder().temperature(0.0).build())
                .listener(events::add)
                .build()) {
            outcome = agent.ask(question.text());
        }
        String answer = outcome instanceof Outcome.Answered answered ? answered.text() : "";
        return JSON.valueToTree(Map.of(
                "question", question.text(),
                "answer", answer,
                "outcome", outcome.getClass().getSimpleName(),
                "right", question.isAnsweredBy(answer),
                "runs", count(events, AgentEvent.RunEnded.class),
                "turns", count(events, AgentEvent.TurnStarted.class),
                "seconds", (System.nanoTime() - begin) / 1e9));
    }

    private static long count(List<AgentEvent> events, Class<? extends AgentEvent> type) {
        return events.stream().filter(type::isInstance).count();
    }

    private String row(List<JsonNode> lines) {
        int right = (int)
                lines.stream().filter(line -> line.path("right").asBoolean()).count();
        long ran = lines.stream().filter(line -> line.path("runs").asInt() > 0).count();
        double turns = lines.stream()
                .mapToInt(line -> line.path("turns").asInt())
                .average()
                .orElse(0);
        double seconds = lines.stream()
                .mapToDouble(line -> line.path("seconds").asDouble())
                .average()
                .orElse(0);
        return String.format(
                Locale.ROOT,
                "| %s, %s | %s | %s | %d | %.1f | %.1f |",
                options.variant(),
                options.dialect(),
                options.model(),
                new Share(right, lines.size()),
                ran,
                turns,
                seconds);
    }

    /// Whether a word on the command line asks for this.
    public static boolean isMeant(List<String> words) {
        return !words.isEmpty() && words.getFirst().equals("prompts");
    }

    static Dialect dialect(String name) {
        return switch (name) {
            case "auto" -> Dialect.AUTO;
            case "text" -> Dialect.TEXT;
            case "tools" -> Dialect.TOOL_CALLS;
            default -> throw new IllegalArgumentException("--dialect is auto, text or tools, not " + name);
        };
    }
}
