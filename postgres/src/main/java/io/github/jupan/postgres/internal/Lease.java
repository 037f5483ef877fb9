package io.github.jupan.postgres.internal;

import io.github.jupan.server.store.StoreException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// That this node lives, said again and again on a thread of its own, which also hears what other nodes want of
/// it.
final class Lease implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Lease.class.getName());

    private static final Duration TICK = Duration.ofMillis(200);
    private static final int TICKS_A_BEAT = 5;

    private final Place place;
    private final UUID node = UUID.randomUUID();
    private final String name = name();
    private final Thread thread;
    private volatile @Nullable Consumer<String> wanted;
    private volatile boolean closed;

    Lease(Place place) {
        this.place = place;
        place.each(
                statements -> statements.update("DELETE FROM node WHERE beat < clock_timestamp() - interval '1 day'"));
        beat();
        this.thread = Thread.ofPlatform().name("jupan-lease").daemon().start(this::run);
    }

    /// Who this is, for the table.
    UUID node() {
        return node;
    }

    void onWanted(Consumer<String> session) {
        wanted = session;
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName() + ", process "
                    + ProcessHandle.current().pid();
        } catch (UnknownHostException nameless) {
            return "process " + ProcessHandle.current().pid();
        }
    }

    private void beat() {
        place.each(statements -> statements.update(
                "INSERT INTO node (id, name) VALUES (?, ?)"
                        + " ON CONFLICT (id) DO UPDATE SET beat = clock_timestamp()",
                node,
                name));
    }

    private void run() {
        for (long tick = 1; !closed; tick++) {
            try {
                Thread.sleep(TICK);
                if (tick % TICKS_A_BEAT == 0) {
                    beat();
                }
                hear();
            } catch (InterruptedException closing) {
                return;
            } catch (StoreException unreachable) {
                LOG.log(System.Logger.Level.DEBUG, "no sign of life can be given", unreachable);
            }
        }
    }

    private void hear() {
        Consumer<String> listener = wanted;
        if (listener == null) {
            return;
        }
        List<String> sessions = place.each(statements -> statements.query(
                "UPDATE session SET wanted = false WHERE holder = ? AND wanted RETURNING id",
                row -> row.getString(1),
                node));
        sessions.forEach(each -> Thread.ofVirtual().name("jupan-wanted").start(() -> listener.accept(each)));
    }

    /// Nobody need wait for this node any more.
    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException later) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        place.each(statements -> statements.update("DELETE FROM node WHERE id = ?", node));
    }
}
