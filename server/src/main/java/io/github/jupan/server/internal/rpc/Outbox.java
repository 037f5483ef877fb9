package io.github.jupan.server.internal.rpc;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Messages that a client has not read yet, in order and bounded. Whoever adds one waits for room; when the client
/// has taken none for a while, it is given up, and it alone.
public final class Outbox implements Outlet {

    private static final System.Logger LOG = System.getLogger(Outbox.class.getName());

    private static final int CAPACITY_CHARS = 4 << 20;

    /// What a message takes beside its text.
    private static final int OVERHEAD_CHARS = 64;

    /// How long a silence lasts before the client is shown a sign of life, which also shows whether it is there.
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final Transport transport;
    private final Duration patience;
    private final Runnable whenGone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Deque<String> waiting = new ArrayDeque<>();
    private long chars;
    private long lastSent = System.nanoTime();
    private State state = State.OPEN;

    private enum State {
        OPEN,
        ENDING,
        ENDED,
        GONE
    }

    /// @param patience how long a client may take nothing while there is no room
    /// @param whenGone called once when the client has gone or is given up
    public Outbox(Transport transport, Duration patience, Runnable whenGone) {
        this.transport = transport;
        this.patience = patience;
        this.whenGone = whenGone;
    }

    @Override
    public void answer(String message) {
        put(message);
    }

    @Override
    public void notification(String message) {
        put(message);
    }

    private void put(String message) {
        if (!hasTaken(message)) {
            LOG.log(System.Logger.Level.INFO, "a client that reads nothing is given up");
            giveUp();
        }
    }

    private boolean hasTaken(String message) {
        int size = message.length() + OVERHEAD_CHARS;
        lock.lock();
        try {
            long began = System.nanoTime();
            while (state == State.OPEN && chars > 0 && chars + size > CAPACITY_CHARS) {
                long waited = System.nanoTime() - Math.max(began, lastSent);
                if (waited >= patience.toNanos()) {
                    return false;
                }
                change.awaitNanos(patience.toNanos() - waited);
            }
            if (state == State.OPEN) {
                waiting.add(message);
                chars += size;
                change.signalAll();
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /// Sends what is put in, on the calling thread, until [#end()] and nothing is left, or the client has gone.
    public void sendAll() {
        try {
            while (isOpenOrNotEmpty()) {
                String message = next();
                if (message == null) {
                    transport.beat();
                } else {
                    transport.send(message);
                    sent(message);
                }
            }
        } catch (IOException gone) {
            giveUp();
        }
    }

    private boolean isOpenOrNotEmpty() {
        lock.lock();
        try {
            if (state == State.ENDING && waiting.isEmpty()) {
                state = State.ENDED;
                change.signalAll();
            }
            return state == State.OPEN || state == State.ENDING;
        } finally {
            lock.unlock();
        }
    }

    /// The oldest message; null when there was none for a while, or there will be none.
    private @Nullable String next() {
        lock.lock();
        try {
            long nanos = BEAT.toNanos();
            while (waiting.isEmpty() && state == State.OPEN && nanos > 0) {
                nanos = change.awaitNanos(nanos);
            }
            return waiting.peek();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void sent(String message) {
        lock.lock();
        try {
            waiting.poll();
            lastSent = System.nanoTime();
            chars -= message.length() + OVERHEAD_CHARS;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Takes nothing more.
    public void end() {
        lock.lock();
        try {
            if (state == State.OPEN) {
                state = State.ENDING;
                change.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Waits until all is sent, after [#end()], or the client has gone.
    public void awaitEnd(Duration time) throws InterruptedException {
        lock.lock();
        try {
            long nanos = time.toNanos();
            while (nanos > 0 && (state == State.OPEN || state == State.ENDING)) {
                nanos = change.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }

    /// The client has gone: forgets what it has not read.
    public void giveUp() {
        lock.lock();
        try {
            if (state == State.GONE || state == State.ENDED) {
                return;
            }
            state = State.GONE;
            waiting.clear();
            chars = 0;
            change.signalAll();
        } finally {
            lock.unlock();
        }
        transport.abort();
        whenGone.run();
    }
}
