package io.github.jupan.bench.sandbox;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Contender;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.bench.rivals.Rivals;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Counting a letter in a document, from the file to the answer.
public final class LargeDocument implements Row {

    private static final int BYTES = 100_000_000;
    private static final String LETTERS = "eeeeetaoinshrdlu wpbcfgmy     \n";
    private static final String CODE = "documents[\"x\"].count(\"e\")";

    @Override
    public String name() {
        return "document";
    }

    @Override
    public String what() {
        return "count a letter in a 100 MB document, file to answer, in a warm process";
    }

    @Override
    public String target() {
        return "p50 ≤ 2 × python3";
    }

    @Override
    public List<Check> check(Bench bench) throws IOException {
        String right = Long.toString(write(file(bench)));
        List<Check> checks = new ArrayList<>();
        try (WorkerSandbox sandbox = new WorkerSandbox();
                Interpreter interpreter = sandbox.open(Limits.DEFAULT)) {
            checks.add(new Check("jupan", right, count(interpreter, file(bench))));
        }
        var python = bench.rivals().get(Rivals.Kind.PYTHON_WARM);
        if (python.isPresent()) {
            checks.add(
                    new Check("python3", right, python.get().run(python(bench)).value()));
        }
        return checks;
    }

    @Override
    public Finding measure(Bench bench) throws Exception {
        try (WorkerSandbox sandbox = new WorkerSandbox();
                Interpreter interpreter = sandbox.open(Limits.DEFAULT)) {
            long begin = System.nanoTime();
            count(interpreter, file(bench));
            double first = (System.nanoTime() - begin) / 1e6;
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new Contender("jupan", () -> {
                long start = System.nanoTime();
                count(interpreter, file(bench));
                return System.nanoTime() - start;
            }));
            var python = bench.rivals().get(Rivals.Kind.PYTHON_WARM);
            python.ifPresent(rival -> contenders.add(new Contender(
                    Rivals.Kind.PYTHON_WARM.title(),
                    () -> rival.run(python(bench)).nanos())));
            contenders.add(new Contender("jupan, of it: the file into a String", () -> {
                long start = System.nanoTime();
                return Files.readString(file(bench)).isEmpty() ? 0 : System.nanoTime() - start;
            }));
            contenders.add(new Contender("jupan, of it: the count in the worker", () -> {
                long start = System.nanoTime();
                Snippet.run(interpreter, CODE);
                return System.nanoTime() - start;
            }));
            List<Samples> samples = Contender.inTurn(bench.effort().times(20), contenders);
            List<Figure> figures = Contender.figures(contenders, samples);
            figures.add(new Figure("jupan, the first one, a larger worker included", Samples.time(first)));
            return new Finding(figures, Ratio.verdict(samples, 2, figures));
        }
    }

    private static String count(Interpreter interpreter, Path file) throws IOException {
        interpreter.bind("documents", new Binding.TextMap(Map.of("x", Files.readString(file))));
        return Snippet.run(interpreter, CODE);
    }

    private static String python(Bench bench) {
        return "answer = open('%s', encoding='utf-8').read().count('e')".formatted(file(bench));
    }

    private static Path file(Bench bench) {
        return bench.folder().resolve("document.txt");
    }

    /// The same text each time.
    ///
    /// @return how many times the letter is in it
    private static long write(Path file) throws IOException {
        Random random = new Random(20);
        long count = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
            for (int i = 0; i < BYTES; i++) {
                char letter = LETTERS.charAt(random.nextInt(LETTERS.length()));
                out.write(letter);
                count += letter == 'e' ? 1 : 0;
            }
        }
        return count;
    }
}
