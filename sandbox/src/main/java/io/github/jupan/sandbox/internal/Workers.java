package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.internal.WorkerProcess.Spec;
import io.github.jupan.sandbox.internal.Wire.Command;
import io.github.jupan.sandbox.internal.Wire.Report;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// The workers of a sandbox: those at work, and a few idle ones with a fresh interpreter each.
public final class Workers implements AutoCloseable {

    private static final int MOST_IDLE = 2;
    private static final long RESET_SECONDS = 10;

    private final Deque<WorkerProcess> idle = new ArrayDeque<>();
    private final Set<WorkerProcess> all = new HashSet<>();
    private boolean closed;

    /// An idle worker if there is one, else a new one.
    synchronized WorkerProcess take(Spec spec) {
        if (closed) {
            throw new IllegalStateException("the sandbox is closed");
        }
        for (Iterator<WorkerProcess> candidates = idle.iterator(); candidates.hasNext(); ) {
            WorkerProcess candidate = candidates.next();
            if (candidate.spec().equals(spec)) {
                candidates.remove();
                if (candidate.isAlive()) {
                    return candidate;
                }
                all.remove(candidate);
            }
        }
        WorkerProcess worker = WorkerProcess.start(spec);
        all.add(worker);
        return worker;
    }

    /// Ends a worker that is not to be used again.
    synchronized void discard(WorkerProcess worker) {
        worker.kill();
        all.remove(worker);
    }

    /// Takes a healthy worker back. Its interpreter is replaced by a fresh one in the background.
    void giveBack(WorkerProcess worker) {
        Thread.ofVirtual().name("worker-reset").start(() -> {
            if (reset(worker)) {
                keep(worker);
            } else {
                discard(worker);
            }
        });
    }

    private synchronized void keep(WorkerProcess worker) {
        if (closed || idle.size() == MOST_IDLE) {
            discard(worker);
        } else {
            idle.add(worker);
        }
    }

    private static boolean reset(WorkerProcess worker) {
        var guard = Timers.after(TimeUnit.SECONDS.toNanos(RESET_SECONDS), worker::kill);
        try {
            worker.send(Payload.of(Command.RESET).frame());
            while (Wire.report(worker.read()) != Report.READY) {
                // What a stopped run had still to say.
            }
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            guard.cancel(false);
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.clear();
        all.forEach(WorkerProcess::kill);
        all.clear();
    }
}
