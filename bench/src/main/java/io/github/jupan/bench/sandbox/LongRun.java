package io.github.jupan.bench.sandbox;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.ProcessMemory;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;

/// Whether anything grows: many snippets in one interpreter, many interpreters one after another.
public final class LongRun implements Row {

    private static final int SNIPPETS = 10_000;
    private static final int INTERPRETERS = 1_000;

    @Override
    public String name() {
        return "long";
    }

    @Override
    public String what() {
        return "10,000 snippets in one interpreter, 1,000 interpreters one after another";
    }

    @Override
    public String target() {
        return "host and workers take no more memory at the end than after the first tenth";
    }

    @Override
    public List<Check> check(Bench bench) {
        try (WorkerSandbox sandbox = new WorkerSandbox();
                Interpreter interpreter = sandbox.open(Limits.DEFAULT)) {
            return List.of(new Check("jupan, the 7th snippet", "21", Snippet.run(interpreter, sum(7))));
        }
    }

    /// Each snippet is another text, so that whatever is kept of a text shows.
    private static String sum(int i) {
        return "sum(range(" + i + "))";
    }

    private static void expectSum(Interpreter interpreter, int i) {
        Snippet.expect(interpreter, sum(i), Long.toString((long) i * (i - 1) / 2));
    }

    @Override
    public Finding measure(Bench bench) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        Verdict verdict;
        try (WorkerSandbox sandbox = new WorkerSandbox();
                Interpreter interpreter = sandbox.open(Limits.DEFAULT)) {
            expectSum(interpreter, 0);
            verdict = repeat(bench.effort().times(SNIPPETS), "snippets", i -> expectSum(interpreter, i), figures);
        }
        try (WorkerSandbox sandbox = new WorkerSandbox()) {
            inFresh(sandbox, 0);
            return new Finding(
                    figures,
                    verdict.and(repeat(
                            bench.effort().times(INTERPRETERS), "interpreters", i -> inFresh(sandbox, i), figures)));
        }
    }

    private static void inFresh(Sandbox sandbox, int i) {
        try (Interpreter interpreter = sandbox.open(Limits.DEFAULT)) {
            expectSum(interpreter, i);
        }
    }

    private static Verdict repeat(int times, String what, IntConsumer work, List<Figure> figures)
            throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        Memory tenth = new Memory(0, 0);
        for (int i = 1; i <= times; i++) {
            long begin = System.nanoTime();
            work.accept(i);
            nanos.add(System.nanoTime() - begin);
            if (i == times / 10) {
                tenth = Memory.settled();
            }
        }
        Memory end = Memory.settled();
        figures.add(new Figure(
                "jupan, " + times + " " + what, Samples.ofNanos(nanos).toString()));
        figures.add(
                new Figure("jupan, memory of " + times + " " + what, "after a tenth " + tenth + "; at the end " + end));
        return ProcessMemory.growth(tenth.host(), end.host()).and(ProcessMemory.growth(tenth.workers(), end.workers()));
    }

    private record Memory(double host, double workers) {
        static Memory settled() throws IOException, InterruptedException {
            Thread.sleep(ProcessMemory.SETTLING);
            return new Memory(ProcessMemory.heap(), ProcessMemory.workers().megabytes());
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "host %.1f MB, workers %.0f MB", host, workers);
        }
    }
}
