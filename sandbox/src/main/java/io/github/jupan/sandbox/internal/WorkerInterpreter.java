package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Execution.Limit;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.SandboxException;
import io.github.jupan.sandbox.internal.wire.SizedText;
import java.io.IOException;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/// An interpreter in a worker process, and in the next process when that one had to be killed.
public final class WorkerInterpreter implements Interpreter {

    private static final System.Logger LOG = System.getLogger(WorkerInterpreter.class.getName());

    private final Workers workers;
    private final Limits limits;
    private final Bindings bindings;

    private @Nullable WorkerProcess worker;
    private boolean hasState;
    private int runs;

    /// Guarded by this.
    private @Nullable WorkerRun running;

    private boolean closed;

    public WorkerInterpreter(Workers workers, Limits limits, PackageDoor packages) {
        this.workers = workers;
        this.limits = limits;
        this.bindings = new Bindings(limits, packages);
        worker = workers.take(bindings.spec());
    }

    @Override
    public State bind(String name, Binding value) {
        requireOpen();
        bindings.put(name, value);
        WorkerProcess present = worker;
        if (present == null || present.spec().heapBytes() >= bindings.spec().heapBytes()) {
            return State.KEPT;
        }
        State state = hasState ? State.LOST : State.KEPT;
        lose(present);
        return state;
    }

    @Override
    public Execution run(String code, OutputListener listener, Cancellation cancellation) {
        WorkerRun run = begin(code, listener);
        try (var _ = cancellation.onCancel(run::cancel)) {
            long codeBytes = SizedText.of(code).utf8Bytes();
            if (codeBytes > limits.codeBytes()) {
                return run.limit(
                        Limit.CODE, "the code has " + codeBytes + " bytes; the limit is " + limits.codeBytes(), false);
            }
            return hasState ? runOnce(run) : runOnFreshWorker(run);
        } finally {
            end(run);
        }
    }

    /// Without variables to lose, a worker that died while it was idle is replaced and nobody need know.
    private Execution runOnFreshWorker(WorkerRun run) {
        try {
            return runOnce(run);
        } catch (SandboxException e) {
            if (run.started()) {
                throw e;
            }
            return runOnce(run);
        }
    }

    private Execution runOnce(WorkerRun run) {
        WorkerProcess at = worker;
        if (at == null) {
            at = workers.take(bindings.spec());
            worker = at;
        }
        try {
            Execution execution = run.on(at);
            hasState = true;
            return execution;
        } catch (IOException e) {
            Execution stopped = run.stoppedByForce(at, e);
            lose(at);
            LOG.log(Level.DEBUG, "a worker is replaced: " + e.getMessage() + "; " + at.lastWords());
            if (stopped != null) {
                return stopped;
            }
            throw new SandboxException(
                    "the worker failed, and its variables are gone; the next run gets a new one (" + e.getMessage()
                            + "; " + at.obituary() + ")",
                    e);
        } catch (RuntimeException | Error e) {
            lose(at);
            throw e;
        }
    }

    /// Ends this worker and starts the next one, which is ready sooner the earlier it starts.
    private void lose(WorkerProcess gone) {
        workers.discard(gone);
        hasState = false;
        bindings.forgetTold();
        worker = isClosed() ? null : workers.takeIfOpen(bindings.spec()).orElse(null);
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (running == null) {
            release();
        } else {
            running.cancel();
        }
    }

    private synchronized WorkerRun begin(String code, OutputListener listener) {
        requireOpen();
        if (running != null) {
            throw new IllegalStateException("this interpreter is running another snippet");
        }
        running = new WorkerRun(++runs, code, limits, bindings, listener);
        return running;
    }

    private synchronized void end(WorkerRun run) {
        run.over();
        running = null;
        if (closed) {
            release();
        }
    }

    private void release() {
        WorkerProcess present = worker;
        worker = null;
        if (present != null) {
            workers.giveBack(present);
        }
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized void requireOpen() {
        if (closed) {
            throw new IllegalStateException("this interpreter is closed");
        }
    }
}
