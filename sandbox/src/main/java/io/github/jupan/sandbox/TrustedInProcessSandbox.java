package io.github.jupan.sandbox;

import io.github.jupan.sandbox.internal.InProcessInterpreter;
import io.github.jupan.sandbox.internal.PackageDoor;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Runs Python inside this JVM: for code that you wrote yourself, or have read.
///
/// It starts faster than a [WorkerSandbox] and has the same interface and the same guest, to which files, network and
/// the like are closed as well. What it cannot do is hold a bound by force: the guest's memory is this program's
/// heap, and a single call such as `10**(10**8)` runs on past its deadline until it is done. Use it for nothing
/// that a model wrote.
public final class TrustedInProcessSandbox implements Sandbox {

    private final Set<Interpreter> interpreters = ConcurrentHashMap.newKeySet();
    private final PackageDoor packages;

    public TrustedInProcessSandbox() {
        this(Packages.NONE);
    }

    /// @throws SandboxException when a folder of the packages is not there
    public TrustedInProcessSandbox(Packages packages) {
        this.packages = new PackageDoor(packages);
    }

    @Override
    public Interpreter open(Limits limits) {
        Interpreter interpreter = new InProcessInterpreter(limits, packages, interpreters::remove);
        interpreters.add(interpreter);
        return interpreter;
    }

    @Override
    public void close() {
        Set.copyOf(interpreters).forEach(Interpreter::close);
    }
}
