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
import java.util.function.Function;

/// The workers of a sandbox: those at work, and a few idle ones with a fresh interpreter each, or soon.
public final class Workers implements AutoCloseable {

    private static final int MOST_IDLE = 2;

    private static final System.Logger LOG = System.getLogger(Workers.class.getName());

    private final Function<Spec, WorkerProcess> starter;
    private final Deque<WorkerProcess> idle = new ArrayDeque<>();
    private final Set<WorkerProcess> all = new HashSet<>();
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
                if (candidate.isAlive()) {
                    return Optional.of(candidate);
                }
                all.remove(candidate);
            }
        }
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
        if (closed || worker.isWorn() || !findRoom(worker.spec())) {
            LOG.log(Level.DEBUG, () -> worker.isWorn() ? "a worn worker is ended" : "a worker too many is ended");
            discard(worker);
        } else {
            worker.refresh();
            idle.add(worker);
        }
        if (!cacheWanted) {
            cacheWanted = true;
            WorkerJvm.buildCache();
        }
    }

    /// What was wanted last is likely to be wanted next: the longest idle of another kind has to go.
    private boolean findRoom(Spec spec) {
        if (idle.size() < MOST_IDLE) {
            return true;
        }
        Optional<WorkerProcess> other =
                idle.stream().filter(each -> !each.spec().equals(spec)).findFirst();
        other.ifPresent(worker -> {
            idle.remove(worker);
            discard(worker);
        });
        return other.isPresent();
    }

    @Override
    public synchronized void close() {
        closed = true;
        idle.clear();
        all.forEach(WorkerProcess::kill);
        all.clear();
    }
}
