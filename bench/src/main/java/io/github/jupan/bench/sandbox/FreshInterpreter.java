package io.github.jupan.bench.sandbox;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.RivalRuns;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.bench.rivals.Rivals;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A new conversation's interpreter, where the pool has had the time to prepare one.
public final class FreshInterpreter implements Row {

    private static final Duration PAUSE = Duration.ofMillis(500);

    private static final List<Rivals.Kind> RIVALS = List.of(Rivals.Kind.LANGCHAIN4J, Rivals.Kind.PYTHON_SUBPROCESS);

    @Override
    public String name() {
        return "fresh";
    }

    @Override
    public String what() {
        return "a fresh interpreter from the warm pool, first snippet included";
    }

    @Override
    public String target() {
        return "p50 ≤ 5 ms";
    }

    @Override
    public List<Check> check(Bench bench) {
        try (WorkerSandbox sandbox = new WorkerSandbox()) {
            String before = inFresh(sandbox, "x = 1\n'x' in globals()");
            String after = inFresh(sandbox, "'x' in globals()");
            return List.of(
                    new Check("jupan, a variable where it was set", "True", before),
                    new Check("jupan, the same in the next interpreter", "False", after));
        }
    }

    private static String inFresh(Sandbox sandbox, String code) {
        try (Interpreter interpreter = sandbox.open(Limits.DEFAULT)) {
            return Snippet.run(interpreter, code);
        }
    }

    @Override
    public Finding measure(Bench bench) throws Exception {
        int times = bench.effort().times(100);
        List<Figure> figures = new ArrayList<>();
        Samples ours;
        try (WorkerSandbox sandbox = new WorkerSandbox()) {
            ours = measure(sandbox, times, PAUSE);
            figures.add(Figure.of("jupan", ours));
            figures.add(Figure.of("jupan, one right after another", measure(sandbox, times, Duration.ZERO)));
        }
        figures.addAll(RivalRuns.measure(bench, RIVALS, Snippet.COUNT));
        return new Finding(figures, Verdict.of(ours.p50(), 5));
    }

    private static Samples measure(Sandbox sandbox, int times, Duration pause) throws InterruptedException {
        List<Long> nanos = new ArrayList<>();
        once(sandbox);
        for (int i = 0; i < times; i++) {
            Thread.sleep(pause);
            nanos.add(once(sandbox));
        }
        return Samples.ofNanos(nanos);
    }

    private static long once(Sandbox sandbox) {
        long begin = System.nanoTime();
        try (Interpreter interpreter = sandbox.open(Limits.DEFAULT)) {
            Snippet.expect(interpreter, Snippet.COUNT, Snippet.COUNTED);
            return System.nanoTime() - begin;
        }
    }
}
