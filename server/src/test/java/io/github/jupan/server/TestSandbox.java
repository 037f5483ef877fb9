package io.github.jupan.server;

import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.sandbox.WorkerSandbox;

/// Workers that all tests share: starting one takes seconds. They end with the JVM.
public final class TestSandbox implements Sandbox {

    private static final Sandbox WORKERS = new WorkerSandbox();

    @Override
    public Interpreter open(Limits limits) {
        return WORKERS.open(limits);
    }

    @Override
    public void close() {}
}
