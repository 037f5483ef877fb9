package io.github.jupan.sandbox;

import io.github.jupan.sandbox.internal.WorkerInterpreter;
import io.github.jupan.sandbox.internal.Workers;

/// The sandbox for code that nobody has read: each interpreter lives in a process of its own, which has nothing to
/// reach, a bounded heap, and is killed when it does not stop in time.
///
/// Needs GraalPy on the class path and the JDK that this program runs on. A worker takes some seconds to start for
/// the first time on a machine; [#open] starts it at once, so that it is often ready before the first run.
public final class WorkerSandbox implements Sandbox {

    private final Workers workers = new Workers();

    @Override
    public Interpreter open(Limits limits) {
        return new WorkerInterpreter(workers, limits);
    }

    @Override
    public void close() {
        workers.close();
    }
}
