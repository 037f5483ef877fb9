package io.github.jupan.agent;

import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;
import java.time.Duration;

/// Workers whose usual deadline no slow machine misses. One that a test chose itself stays.
final class PatientSandbox implements Sandbox {

    private final Sandbox workers = new WorkerSandbox();

    @Override
    public Interpreter open(Limits limits) {
        boolean usual = limits.deadline().equals(Limits.DEFAULT.deadline());
        return workers.open(usual ? limits.withDeadline(Duration.ofMinutes(5)) : limits);
    }

    @Override
    public void close() {
        workers.close();
    }
}
