package io.github.jupan.server;

import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.time.Duration;

/// Workers that all tests share: starting one takes seconds. They end with the JVM. No slow machine misses their
/// usual deadline; one that a test chose itself stays.
public final class TestSandbox implements Sandbox {

    private static final Sandbox WORKERS = new WorkerSandbox();

    @Override
    public Interpreter open(Limits limits) {
        boolean usual = limits.deadline().equals(Limits.DEFAULT.deadline());
        return WORKERS.open(usual ? limits.withDeadline(Duration.ofMinutes(5)) : limits);
    }

    @Override
    public void close() {}
}
