package io.github.jupan.bench.sandbox;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.Jmh;
import io.github.jupan.bench.measure.RivalRuns;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.bench.rivals.Rivals;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.RunnerException;

/// One snippet where an interpreter is there already.
public final class LiveSnippet implements Row {

    private static final List<Rivals.Kind> RIVALS =
            List.of(Rivals.Kind.LANGCHAIN4J, Rivals.Kind.PYTHON_SUBPROCESS, Rivals.Kind.PYODIDE, Rivals.Kind.MONTY);

    @Override
    public String name() {
        return "live";
    }

    @Override
    public String what() {
        return "one snippet in a live interpreter";
    }

    @Override
    public String target() {
        return "p50 ≤ 0.2 ms, p99 ≤ 1 ms";
    }

    @Override
    public List<Check> check(Bench bench) throws IOException {
        List<Check> checks = new ArrayList<>();
        try (WorkerSandbox sandbox = new WorkerSandbox();
                Interpreter interpreter = sandbox.open(Limits.DEFAULT)) {
            checks.add(new Check("jupan", Snippet.COUNTED, Snippet.run(interpreter, Snippet.COUNT)));
        }
        checks.addAll(RivalRuns.check(bench, RIVALS, Snippet.COUNT, Snippet.COUNTED));
        return checks;
    }

    /// Ours, theirs, ours again: what else the machine does in the meantime shows as a difference between the two.
    @Override
    public Finding measure(Bench bench) throws IOException, RunnerException {
        Map<String, Samples> before = ours(bench);
        List<Figure> theirs = RivalRuns.measure(bench, RIVALS, Snippet.COUNT);
        Map<String, Samples> after = ours(bench);
        List<Figure> figures = new ArrayList<>();
        Verdict verdict = Verdict.REACHED;
        for (Map<String, Samples> samples : List.of(before, after)) {
            Samples worker = Objects.requireNonNull(samples.get("inWorker"));
            figures.add(Figure.of("jupan", worker));
            figures.add(Figure.of(
                    "jupan's interpreter without the way to a worker",
                    Objects.requireNonNull(samples.get("inProcess"))));
            verdict = verdict.and(Verdict.of(worker.p50(), 0.2)).and(Verdict.of(worker.p99(), 1));
        }
        figures.addAll(theirs);
        return new Finding(figures, verdict);
    }

    private static Map<String, Samples> ours(Bench bench) throws RunnerException {
        Map<String, Samples> byMethod = new HashMap<>();
        for (RunResult result : Jmh.run(SnippetBenchmark.class, bench.effort())) {
            var times = result.getPrimaryResult();
            byMethod.put(times.getLabel(), Samples.of(times.getStatistics()));
        }
        return byMethod;
    }
}
