package io.github.jupan.sandbox;

import io.github.jupan.sandbox.internal.WorkerInterpreter;
import io.github.jupan.sandbox.internal.Workers;

/// The sandbox for code that nobody has read: each interpreter lives in a process of its own, which has nothing to
/// reach, a bounded heap, and is killed when it does not stop in time.
///
/// Needs GraalPy on the class path and the JDK that this program runs on. A worker takes some seconds to start for
/// the first time on a machine; [#open] starts it at once, so that it is often ready before the first run.
public final class WorkerSandbox implements Sandbox {

    private final Isolation isolation;
    private final Workers workers;

    /// Takes the strongest isolation that this machine can give.
    public WorkerSandbox() {
        this(Isolation.strongest());
    }

    WorkerSandbox(Isolation isolation) {
        this.isolation = isolation;
        this.workers = new Workers(isolation);
    }

    /// As strong as the machine can make it, or not at all.
    ///
    /// @throws SandboxException when the machine cannot give that much; its message says what to install
    public static WorkerSandbox requiring(Isolation minimum) {
        Isolation strongest = Isolation.strongest();
        if (!strongest.includes(minimum)) {
            throw new SandboxException("this machine cannot isolate workers by " + minimum.word() + ": "
                    + Isolation.advice().orElseThrow());
        }
        return new WorkerSandbox(strongest);
    }

    /// The strongest layer around the workers; it includes those after it.
    public Isolation isolation() {
        return isolation;
    }

    @Override
    public Interpreter open(Limits limits) {
        return new WorkerInterpreter(workers, limits);
    }

    @Override
    public void close() {
        workers.close();
    }
}
