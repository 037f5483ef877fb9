package io.github.jupan.bench.sandbox;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Contender;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.bench.rivals.Rivals;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// A loop as models write it, at the top level of a snippet.
public final class Loop implements Row {

    private static final int STEPS = 3_000_000;
    private static final String CODE = """
        total = 0
        for i in range(%d):
            total += i * i %% 7
        """.formatted(STEPS);

    @Override
    public String name() {
        return "loop";
    }

    @Override
    public String what() {
        return "a loop of 3 million steps";
    }

    @Override
    public String target() {
        return "p50 ≤ 3 × python3";
    }

    @Override
    public List<Check> check(Bench bench) throws IOException {
        List<Check> checks = new ArrayList<>();
        try (WorkerSandbox sandbox = new WorkerSandbox();
                Interpreter interpreter = sandbox.open(Limits.DEFAULT)) {
            checks.add(new Check("jupan", sum(), Snippet.run(interpreter, CODE + "total")));
        }
        var python = bench.rivals().get(Rivals.Kind.PYTHON_WARM);
        if (python.isPresent()) {
            checks.add(new Check(
                    "python3", sum(), python.get().run(CODE + "answer = total").value()));
        }
        return checks;
    }

    private static String sum() {
        long sum = 0;
        for (long i = 0; i < STEPS; i++) {
            sum += i * i % 7;
        }
        return Long.toString(sum);
    }

    @Override
    public Finding measure(Bench bench) throws Exception {
        try (WorkerSandbox sandbox = new WorkerSandbox();
                Interpreter interpreter = sandbox.open(Limits.DEFAULT)) {
            String sum = sum();
            List<Contender> contenders = new ArrayList<>();
            contenders.add(new Contender("jupan", () -> {
                long begin = System.nanoTime();
                Snippet.expect(interpreter, CODE + "total", sum);
                return System.nanoTime() - begin;
            }));
            bench.rivals()
                    .get(Rivals.Kind.PYTHON_WARM)
                    .ifPresent(python -> contenders.add(new Contender(
                            Rivals.Kind.PYTHON_WARM.title(),
                            () -> python.run(CODE + "answer = total").nanos())));
            List<Samples> samples = Contender.inTurn(bench.effort().times(30), contenders);
            List<Figure> figures = Contender.figures(contenders, samples);
            return new Finding(figures, Ratio.verdict(samples, 3, figures));
        }
    }
}
