package io.github.jupan.bench;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Machine;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Row.Check;
import io.github.jupan.bench.prompts.Options;
import io.github.jupan.bench.prompts.PromptTrial;
import io.github.jupan.bench.rivals.Rivals;
import io.github.jupan.bench.sandbox.FreshInterpreter;
import io.github.jupan.bench.sandbox.LargeDocument;
import io.github.jupan.bench.sandbox.LiveSnippet;
import io.github.jupan.bench.sandbox.LongRun;
import io.github.jupan.bench.sandbox.Loop;
import io.github.jupan.bench.sandbox.ManyConversations;
import io.github.jupan.bench.sandbox.WorkerMemory;
import io.github.jupan.bench.served.McpToolCall;
import io.github.jupan.bench.served.ServedLatency;
import io.github.jupan.bench.served.ServedSessions;
import io.github.jupan.bench.start.AskStart;
import io.github.jupan.bench.start.ReplStart;
import io.github.jupan.bench.tokens.EagerExecution;
import io.github.jupan.bench.tokens.LocalTokens;
import io.github.jupan.bench.tokens.TokenCost;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `jupan bench [--quick] [ROW...]`: checks that what is measured is right, measures it, and prints a table.
/// `jupan bench prompts` asks a live model, and is no part of all rows.
public final class Main {

    static final List<Row> ROWS = List.of(
            new LiveSnippet(),
            new FreshInterpreter(),
            new AskStart(),
            new ReplStart(),
            new LargeDocument(),
            new Loop(),
            new TokenCost(),
            new EagerExecution(),
            new WorkerMemory(),
            new ManyConversations(),
            new LongRun(),
            new ServedLatency(),
            new ServedSessions(),
            new McpToolCall(),
            new LocalTokens());

    private Main() {}

    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        if (PromptTrial.isMeant(List.of(args))) {
            tryPrompts(List.of(args).subList(1, args.length), out);
            return;
        }
        Arguments arguments;
        try {
            arguments = Arguments.of(List.of(args), ROWS);
        } catch (IllegalArgumentException e) {
            System.err.println("jupan bench: " + e.getMessage());
            System.exit(2);
            return;
        }
        if (arguments.rows().isEmpty()) {
            out.print(Arguments.help(ROWS));
            return;
        }
        Path root = root();
        try (Rivals rivals = new Rivals(root)) {
            System.exit(run(arguments.rows(), new Bench(root, arguments.effort(), rivals), out) ? 0 : 1);
        }
    }

    private static void tryPrompts(List<String> words, PrintStream out) throws Exception {
        if (words.contains("--help")) {
            out.print(Options.HELP);
            return;
        }
        try {
            Path root = root();
            new PromptTrial(Options.of(words), root.resolve("bench/target/prompts"), root.resolve("bench/prompts"))
                    .run(out);
        } catch (IllegalArgumentException e) {
            System.err.println("jupan bench prompts: " + e.getMessage());
            System.exit(2);
        }
    }

    /// The checkout that this class was built in.
    private static Path root() throws URISyntaxException {
        var built = Main.class.getProtectionDomain().getCodeSource().getLocation();
        for (Path folder = Path.of(built.toURI()); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("mvnw"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no checkout around " + built);
    }

    /// @return whether everything that was to be measured was right
    private static boolean run(List<Row> rows, Bench bench, PrintStream out) throws Exception {
        Machine.describe(bench.root()).forEach(out::println);
        out.println();
        List<Row> right = new ArrayList<>();
        for (Row row : rows) {
            List<Check> checks = row.check(bench);
            checks.forEach(check -> out.println("- " + row.name() + ", " + check));
            if (checks.stream().allMatch(Check::holds)) {
                right.add(row);
            }
        }
        out.println();
        Table table = new Table(out);
        for (Row row : right) {
            table.add(row, row.measure(bench));
        }
        out.println();
        out.println("- load at the end: " + Machine.load());
        return right.size() == rows.size();
    }
}
