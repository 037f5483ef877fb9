package io.github.jupan.sandbox;

import io.github.jupan.sandbox.internal.CacheFolder;
import io.github.jupan.sandbox.internal.OsLayer;
import io.github.jupan.sandbox.internal.PackageDoor;
import io.github.jupan.sandbox.internal.WorkerInterpreter;
import io.github.jupan.sandbox.internal.Workers;
import java.nio.file.Path;
import java.util.Optional;

/// The sandbox for code that nobody has read: each interpreter lives in a process of its own, which has nothing to
/// reach, a bounded heap, and is killed when it does not stop in time.
///
/// Needs GraalPy on the class path and the JDK that this program runs on. A worker takes some seconds to start for
/// the first time on a machine; [#open] starts it at once, so that it is often ready before the first run.
public final class WorkerSandbox implements Sandbox {

    private final Isolation isolation;
    private final Workers workers;
    private final PackageDoor packages;

    /// Takes the strongest isolation that this machine can give; the standard library alone.
    public WorkerSandbox() {
        this(Packages.NONE);
    }

    /// Takes the strongest isolation that this machine can give.
    ///
    /// @throws SandboxException when a folder of the packages is not there
    public WorkerSandbox(Packages packages) {
        this(strongestIsolation(), packages);
    }

    WorkerSandbox(Isolation isolation, Packages packages) {
        this.isolation = isolation;
        this.workers = new Workers(isolation);
        this.packages = new PackageDoor(packages);
    }

    /// As strong as the machine can make it, or not at all.
    ///
    /// @throws SandboxException when the machine cannot give that much, and its message says what to install
    public static WorkerSandbox requiring(Isolation minimum, Packages packages) {
        Isolation strongest = strongestIsolation();
        if (!strongest.includes(minimum)) {
            throw new SandboxException("this machine cannot isolate workers by " + minimum.word() + ": "
                    + isolationAdvice().orElseThrow());
        }
        return new WorkerSandbox(strongest, packages);
    }

    /// Where the sandbox keeps files that can be made again.
    public static Path cacheFolder() {
        return CacheFolder.path();
    }

    /// Where they would be, if that could be written.
    public static Path wishedCacheFolder() {
        return CacheFolder.wished(System.getenv());
    }

    /// The strongest isolation that this machine can give. Found out once, in some milliseconds.
    public static Isolation strongestIsolation() {
        return OsLayer.strongest();
    }

    /// How this machine could give more, in a line; empty when it gives all there is.
    public static Optional<String> isolationAdvice() {
        return OsLayer.advice();
    }

    /// The strongest layer around the workers; it includes those after it.
    public Isolation isolation() {
        return isolation;
    }

    @Override
    public Interpreter open(Limits limits) {
        return new WorkerInterpreter(workers, limits, packages);
    }

    @Override
    public void close() {
        workers.close();
    }
}
