package io.github.jupan.bench.sandbox;

import io.github.jupan.bench.measure.Snippet;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.TrustedInProcessSandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// One snippet in a live interpreter: from host to worker and back, and in this process, which shows what the way
/// costs.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SnippetBenchmark {

    private final Sandbox workers = new WorkerSandbox();
    private final Sandbox trusted = new TrustedInProcessSandbox();
    private final Interpreter inWorker = workers.open(Limits.DEFAULT);
    private final Interpreter inProcess = trusted.open(Limits.DEFAULT);

    /// Waits until the worker is there.
    @Setup
    public void warm() {
        Snippet.expect(inWorker, Snippet.COUNT, Snippet.COUNTED);
        Snippet.expect(inProcess, Snippet.COUNT, Snippet.COUNTED);
    }

    @Benchmark
    public String inWorker() {
        return Snippet.run(inWorker, Snippet.COUNT);
    }

    @Benchmark
    public String inProcess() {
        return Snippet.run(inProcess, Snippet.COUNT);
    }

    @TearDown
    public void close() {
        trusted.close();
        workers.close();
    }
}
