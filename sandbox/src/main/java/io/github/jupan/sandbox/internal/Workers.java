package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Isolation;
import io.github.jupan.sandbox.internal.WorkerProcess.Spec;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// The workers of a sandbox: those at work, and idle ones with a fresh interpreter each, or soon. As many stay idle
/// as were wanted at once a short while ago, and a few in any case.
public final class Workers implements AutoCloseable {

    private static final int FEW = 2;

    private static final long SHORT_WHILE_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final System.Logger LOG = System.getLogger(Workers.class.getName());

    private final Function<Spec, WorkerProcess> starter;
    private final Deque<WorkerProcess> idle = new ArrayDeque<>();
    private final Set<WorkerProcess> all = new HashSet<>();
    /// The fewest that were idle since the last look, which nobody has wanted therefore.
    private int unwanted;
    private boolean isLookDue;
    private boolean closed;
    private boolean cacheWanted;

    public Workers(Isolation isolation) {
        this(spec -> WorkerProcess.start(spec, isolation));
    }

    /// @param starter starts a process; tests start worse ones
    Workers(Function<Spec, WorkerProcess> starter) {
        this.starter = starter;
    }

    /// An idle worker if there is one, else a new one.
    WorkerProcess take(Spec spec) {
        return takeIfOpen(spec).orElseThrow(() -> new IllegalStateException("the sandbox is closed"));
    }

    /// The same; none once this is closed.
    synchronized Optional<WorkerProcess> takeIfOpen(Spec spec) {
        if (closed) {
            return Optional.empty();
        }
        for (Iterator<WorkerProcess> candidates = idle.iterator(); candidates.hasNext(); ) {
            WorkerProcess candidate = candidates.next();
            if (candidate.spec().equals(spec)) {
                candidates.remove();
                unwanted = Math.min(unwanted, idle.size());
                if (candidate.isAlive()) {
                    return Optional.of(candidate);
                }
                all.remove(candidate);
            }
        }
        // Those of another kind make room: what is idle never adds to what clients may have at once.
        endIdle(1);
        WorkerProcess worker = starter.apply(spec);
        all.add(worker);
        return Optional.of(worker);
    }

    /// Ends a worker that is not to be used again.
    synchronized void discard(WorkerProcess worker) {
        worker.kill();
        all.remove(worker);
    }

    /// Takes a healthy worker back. It can be taken again at once: a fresh interpreter is there before the next run,
    /// and much sooner than another process.
    synchronized void giveBack(WorkerProcess worker) {
        if (closed || worker.isWorn()) {
            LOG.log(Level.DEBUG, "a worn worker is ended");
            discard(worker);
        } else {
            worker.refresh();
            idle.add(worker);
            lookLater();
        }
        if (!cacheWanted) {
            cacheWanted = true;
            WorkerJvm.buildCache();
        }
    }

    private void lookLater() {
        if (!isLookDue && idle.size() > FEW) {
            isLookDue = true;
            unwanted = idle.size();
            var _ = Timers.after(SHORT_WHILE_NANOS, this::endUnwanted);
        }
    }

    /// Ends the idle ones that nobody has wanted since the last look.
    synchronized void endUnwanted() {
        isLookDue = false;
        endIdle(unwanted);
        lookLater();
    }

    /// Ends the longest idle, and keeps a few. What was wanted last is likely to be wanted next.
    private void endIdle(int most) {
        for (int ended = 0; ended < most && idle.size() > FEW; ended++) {
            LOG.log(Level.DEBUG, "a worker too many is ended");
            discard(idle.remove());
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
