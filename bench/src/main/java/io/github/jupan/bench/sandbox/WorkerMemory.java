package io.github.jupan.bench.sandbox;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.ProcessMemory;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.bench.rivals.Rivals;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What one more conversation's worker takes of the machine's memory.
public final class WorkerMemory implements Row {

    private static final int FIRST = 2;
    private static final int MORE = 4;

    /// What a worker does behind its first snippet is over by then.
    private static final Duration SETTLING = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String what() {
        return "memory per additional warm worker (proportional set size)";
    }

    @Override
    public String target() {
        return "≤ 150 MB";
    }

    @Override
    public List<Check> check(Bench bench) throws IOException {
        try (WorkerSandbox sandbox = new WorkerSandbox()) {
            int before = ProcessMemory.workers().count();
            Snippet.expect(sandbox.open(Limits.DEFAULT), Snippet.COUNT, Snippet.COUNTED);
            return List.of(new Check(
                    "workers seen for one interpreter",
                    "1",
                    "" + (ProcessMemory.workers().count() - before)));
        }
    }

    @Override
    public Finding measure(Bench bench) throws IOException, InterruptedException {
        try (WorkerSandbox sandbox = new WorkerSandbox()) {
            ProcessMemory.Workers few = with(sandbox, FIRST);
            ProcessMemory.Workers many = with(sandbox, MORE);
            double each = (many.megabytes() - few.megabytes()) / (many.count() - few.count());
            List<Figure> figures = new ArrayList<>();
            figures.add(new Figure("jupan", String.format(Locale.ROOT, "%.0f MB each (%s, then %s)", each, few, many)));
            for (Rivals.Kind kind : List.of(Rivals.Kind.LANGCHAIN4J, Rivals.Kind.PYTHON_WARM, Rivals.Kind.PYODIDE)) {
                figures.add(rival(bench, kind));
            }
            return new Finding(figures, Verdict.of(each, 150));
        }
    }

    private static ProcessMemory.Workers with(Sandbox sandbox, int more) throws IOException, InterruptedException {
        for (int i = 0; i < more; i++) {
            Interpreter interpreter = sandbox.open(Limits.DEFAULT);
            Snippet.expect(interpreter, Snippet.COUNT, Snippet.COUNTED);
        }
        Thread.sleep(SETTLING);
        return ProcessMemory.workers();
    }

    private static Figure rival(Bench bench, Rivals.Kind kind) throws IOException {
        var rival = bench.rivals().get(kind);
        if (rival.isEmpty()) {
            return Figure.missing(kind.title(), bench.rivals().whyMissing(kind));
        }
        rival.get().run("answer = 3");
        return new Figure(
                kind.title() + ", its process",
                String.format(Locale.ROOT, "%.0f MB", ProcessMemory.ofChild(kind.program())));
    }
}
