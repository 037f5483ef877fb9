package io.github.jupan.bench.sandbox;

import io.github.jupan.bench.measure.Bench;
import io.github.jupan.bench.measure.Bench.Effort;
import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.measure.Machine;
import io.github.jupan.bench.measure.ProcessMemory;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.measure.Samples;
import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Many conversations, each with its own interpreter, each running one snippet a second.
public final class ManyConversations implements Row {

    private static final int CONVERSATIONS = 50;
    private static final int QUICK_CONVERSATIONS = 10;
    private static final int ROUNDS = 30;
    private static final long SECOND = 1_000_000_000;

    /// What must stay free for everything else on the machine.
    private static final long SPARE_MEGABYTES = 4000;

    @Override
    public String name() {
        return "many";
    }

    @Override
    public String what() {
        return "50 conversations at once, one snippet a second each";
    }

    @Override
    public String target() {
        return "p99 ≤ 50 ms, no failure";
    }

    @Override
    public List<Check> check(Bench bench) {
        try (WorkerSandbox sandbox = new WorkerSandbox();
                Interpreter one = sandbox.open(Limits.DEFAULT);
                Interpreter other = sandbox.open(Limits.DEFAULT)) {
            Snippet.run(one, "x = 1");
            Snippet.run(other, "x = 2");
            return List.of(new Check(
                    "jupan, what each of two at once knows",
                    "1 and 2",
                    Snippet.run(one, "x") + " and " + Snippet.run(other, "x")));
        }
    }

    @Override
    public Finding measure(Bench bench) throws Exception {
        try (WorkerSandbox sandbox = new WorkerSandbox()) {
            List<Interpreter> conversations =
                    open(sandbox, bench.effort() == Effort.FULL ? CONVERSATIONS : QUICK_CONVERSATIONS);
            AtomicInteger failures = new AtomicInteger();
            Samples samples = run(conversations, bench.effort().times(ROUNDS), failures);
            List<Figure> figures = new ArrayList<>();
            figures.add(new Figure(
                    "jupan, from when it was due",
                    samples + ", " + failures + " failures, " + conversations.size() + " conversations"));
            figures.add(new Figure(
                    "jupan, memory", ProcessMemory.workers() + ", host " + Math.round(ProcessMemory.heap()) + " MB"));
            if (conversations.size() < CONVERSATIONS) {
                String why = bench.effort() == Effort.QUICK ? "not with --quick" : "not enough free memory";
                figures.add(Figure.missing("jupan, " + CONVERSATIONS + " conversations", why));
                return new Finding(figures, Verdict.NOT_MEASURED);
            }
            return new Finding(figures, Verdict.of(samples.p99(), 50).and(Verdict.of(failures.get(), 0)));
        }
    }

    /// Fewer where the machine has no memory for so many.
    private static List<Interpreter> open(Sandbox sandbox, int wanted) throws IOException {
        List<Interpreter> conversations = new ArrayList<>();
        while (conversations.size() < wanted && Machine.availableMegabytes() > SPARE_MEGABYTES) {
            Interpreter interpreter = sandbox.open(Limits.DEFAULT);
            Snippet.expect(interpreter, Snippet.COUNT, Snippet.COUNTED);
            conversations.add(interpreter);
        }
        return conversations;
    }

    private static Samples run(List<Interpreter> conversations, int rounds, AtomicInteger failures)
            throws InterruptedException, ExecutionException {
        long begin = System.nanoTime() + SECOND;
        List<Callable<List<Long>>> all = new ArrayList<>();
        for (int i = 0; i < conversations.size(); i++) {
            Interpreter interpreter = conversations.get(i);
            long first = begin + i * SECOND / conversations.size();
            all.add(() -> {
                List<Long> nanos = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    nanos.add(once(interpreter, first + round * SECOND, failures));
                }
                return nanos;
            });
        }
        List<Long> nanos = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var each : threads.invokeAll(all)) {
                nanos.addAll(each.get());
            }
        }
        return Samples.ofNanos(nanos);
    }

    /// Counted from when it was due: a snippet that had to wait for the one before it was slow as well.
    private static long once(Interpreter interpreter, long due, AtomicInteger failures) {
        while (System.nanoTime() < due) {
            LockSupport.parkNanos(due - System.nanoTime());
        }
        boolean right = interpreter.run(Snippet.COUNT, (channel, text) -> {}, new Cancellation())
                        instanceof Execution.Completed completed
                && Snippet.COUNTED.equals(completed.value());
        if (!right) {
            failures.incrementAndGet();
        }
        return System.nanoTime() - due;
    }
}
