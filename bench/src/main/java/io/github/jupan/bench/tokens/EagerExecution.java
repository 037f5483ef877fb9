package io.github.jupan.bench.tokens;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.bench.tokens.WrittenBlock.Statement;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What would be won if a block's statements ran while the block is still being written. Statements and their times
/// are real, from Python's `ast` and the sandbox; the rate at which tokens come is assumed. The figures are upper
/// bounds: a statement counts as complete where it ends, although only the next one shows that it does.
public final class EagerExecution implements Row {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<Integer> RATES = List.of(30, 100);
    private static final double WORTH_IT = 0.02;
    private static final String NO_SYMPY = "ModuleNotFoundError: No module named 'sympy'";

    private final Encoding tokens = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    @Override
    public String name() {
        return "eager";
    }

    @Override
    public String what() {
        return "running complete statements while their block is being written, on recorded sessions";
    }

    @Override
    public String target() {
        return "≥ 2 % of the time to a result, or it stays out";
    }

    @Override
    public List<Check> check(Bench bench) throws IOException {
        try (WorkerSandbox sandbox = new WorkerSandbox();
                Interpreter interpreter = open(sandbox)) {
            Ran ran = run(interpreter, "x = 1\nif x:\n    x = (\n2)\nx");
            return List.of(new Check(
                    "statements end",
                    "[6, 25, 26]",
                    ran.ends().stream().map(End::characters).toList().toString()));
        }
    }

    /// Blocks that ran, and of those that stopped for lack of SymPy how long the rest of the block would take to
    /// come, in tokens.
    private record Played(List<WrittenBlock> blocks, List<Integer> afterSympy) {}

    private record End(int characters, double seconds) {}

    private record Ran(List<End> ends, String error) {}

    @Override
    public Finding measure(Bench bench) throws IOException {
        Path transcripts = bench.root().resolveSibling("shared/data/transcripts");
        if (!Files.isDirectory(transcripts)) {
            return new Finding(List.of(Figure.missing("jupan", "there is no " + transcripts)), Verdict.NOT_MEASURED);
        }
        Played played = new Played(new ArrayList<>(), new ArrayList<>());
        for (String file : List.of("mathcoder-70b-gsm8k.jsonl", "tora-34b-gsm8k.jsonl")) {
            List<String> sessions = Files.readAllLines(transcripts.resolve(file));
            play(sessions.subList(0, Math.min(sessions.size(), bench.effort().times(1_000))), played);
        }
        List<Figure> figures = new ArrayList<>();
        Verdict verdict = Verdict.REACHED;
        for (int rate : RATES) {
            double share = share(played.blocks(), rate);
            verdict = verdict.and(share >= WORTH_IT ? Verdict.REACHED : Verdict.MISSED);
            figures.add(new Figure("won at " + rate + " tokens a second", won(played.blocks(), rate, share)));
        }
        figures.add(Figure.of(
                "the runs themselves",
                samples(played.blocks().stream().map(WrittenBlock::runSeconds).toList())));
        for (int rate : RATES) {
            figures.add(new Figure(
                    "time after an import of SymPy to hide it in, at " + rate + " tokens a second",
                    played.afterSympy().isEmpty()
                            ? "no such block"
                            : samples(played.afterSympy().stream()
                                            .map(left -> left / (double) rate)
                                            .toList())
                                    .toString()));
        }
        return new Finding(figures, verdict);
    }

    private static double share(List<WrittenBlock> blocks, int rate) {
        double won =
                blocks.stream().mapToDouble(block -> block.wonSeconds(rate)).sum();
        double all = blocks.stream()
                .mapToDouble(block -> block.writtenSeconds(rate) + block.runSeconds())
                .sum();
        return won / all;
    }

    private static String won(List<WrittenBlock> blocks, int rate, double share) {
        Samples won =
                samples(blocks.stream().map(block -> block.wonSeconds(rate)).toList());
        Samples written =
                samples(blocks.stream().map(block -> block.writtenSeconds(rate)).toList());
        return String.format(Locale.ROOT, "%.3f %% of the time; %s; the turns take %s", share * 100, won, written);
    }

    private static Samples samples(List<Double> seconds) {
        return Samples.ofNanos(
                seconds.stream().map(each -> Math.round(each * 1e9)).toList());
    }

    private void play(List<String> sessions, Played played) throws IOException {
        try (WorkerSandbox sandbox = new WorkerSandbox();
                Interpreter interpreter = open(sandbox)) {
            for (String session : sessions) {
                Snippet.run(interpreter, "names = {}");
                for (JsonNode step : JSON.readTree(session).get("steps")) {
                    if (step.has("code")) {
                        played(interpreter, step, played);
                    }
                }
            }
        }
    }

    private void played(Interpreter interpreter, JsonNode step, Played played) throws JsonProcessingException {
        String before = step.get("text").textValue() + "\n```python\n";
        String code = step.get("code").textValue();
        int all = tokens.countTokens(before + code + "\n```\n");
        Ran ran = run(interpreter, code);
        List<Statement> statements = new ArrayList<>();
        for (End end : ran.ends()) {
            String written = code.substring(0, code.offsetByCodePoints(0, end.characters()));
            statements.add(new Statement(tokens.countTokens(before + written), end.seconds()));
        }
        if (ran.error().equals(NO_SYMPY)) {
            played.afterSympy().add(all - statements.getLast().tokens());
        } else if (!statements.isEmpty()) {
            played.blocks().add(new WrittenBlock(all, statements));
        }
    }

    private static Interpreter open(WorkerSandbox sandbox) throws IOException {
        Interpreter interpreter = sandbox.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(1)));
        try (InputStream in = Objects.requireNonNull(EagerExecution.class.getResourceAsStream("statements.py"))) {
            Snippet.run(interpreter, new String(in.readAllBytes(), StandardCharsets.UTF_8) + "\nnames = {}");
        }
        return interpreter;
    }

    /// A block that does not compile, or that loses the interpreter, has no statements.
    private static Ran run(Interpreter interpreter, String code) throws JsonProcessingException {
        interpreter.bind("code", new Binding.Text(code));
        String printed = interpreter
                .run("__statements(code, names)", (channel, text) -> {}, new Cancellation())
                .output()
                .stdout();
        List<End> ends = new ArrayList<>();
        if (printed.isBlank()) {
            return new Ran(ends, "");
        }
        JsonNode found = JSON.readTree(printed);
        for (JsonNode end : found.get("statements")) {
            ends.add(new End(end.get(0).intValue(), end.get(1).doubleValue()));
        }
        return new Ran(ends, found.get("error").textValue());
    }
}
