package io.github.jupan.bench;

import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
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

/// One snippet in a live interpreter, from host to worker and back.
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SnippetBenchmark {

    private final WorkerSandbox sandbox = new WorkerSandbox();
    private final Interpreter interpreter = sandbox.open(Limits.DEFAULT);

    /// Waits until the worker is there.
    @Setup
    public void warm() {
        Snippet.expect(interpreter, Snippet.COUNT, Snippet.COUNTED);
    }

    @Benchmark
    public String snippet() {
        return Snippet.run(interpreter, Snippet.COUNT);
    }

    @TearDown
    public void close() {
        sandbox.close();
    }
}
