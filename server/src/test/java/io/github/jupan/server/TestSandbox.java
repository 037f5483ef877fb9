package io.github.jupan.server;

import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.time.Duration;

/// Workers that all tests share: starting one takes seconds. They end with the JVM.
public final class TestSandbox implements Sandbox {

    private static final Sandbox WORKERS = warm();

    /// A slow machine may take longer over a worker's first run than the default deadline.
    private static Sandbox warm() {
        Sandbox workers = new WorkerSandbox();
        try (Interpreter python = workers.open(Limits.DEFAULT.withDeadline(Duration.ofMinutes(5)))) {
            python.run("1", (_, _) -> {});
        }
        return workers;
    }

    @Override
    public Interpreter open(Limits limits) {
        return WORKERS.open(limits);
    }

    @Override
    public void close() {}
}
