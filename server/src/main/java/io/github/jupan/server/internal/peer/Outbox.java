package io.github.jupan.server.internal.peer;

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

    private static final int CAPACITY_BYTES = 4 << 20;

    /// What a message takes beside its text.
    private static final int OVERHEAD_BYTES = 64;

    private final Transport transport;
    private final Duration patience;
    private final Runnable whenGone;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Deque<Letter> waiting = new ArrayDeque<>();
    private long bytes;
    private int putting;
    private long lastSent = System.nanoTime();
    private State state = State.OPEN;

    /// A message, and what it takes in UTF-8.
    private record Letter(String message, long bytes) {

        Letter(String message) {
            this(
                    message,
                    OVERHEAD_BYTES
                            + message.chars()
                                    .map(Letter::bytesOf)
                                    .asLongStream()
                                    .sum());
        }

        private static int bytesOf(int unit) {
            if (Character.isSurrogate((char) unit)) {
                return 2;
            }
            return unit < 0x80 ? 1 : unit < 0x800 ? 2 : 3;
        }
    }

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
        Letter letter = new Letter(message);
        lock.lock();
        putting++;
        try {
            if (!awaitRoom(letter.bytes())) {
                return false;
            }
            if (state == State.OPEN) {
                waiting.add(letter);
                bytes += letter.bytes();
                change.signalAll();
            }
            return true;
        } finally {
            putting--;
            change.signalAll();
            lock.unlock();
        }
    }

    @Override
    public void awaitRoom() {
        lock.lock();
        try {
            // Whoever has something that does not fit waits there, and gives the client up in the end.
            while (putting > 0 && state == State.OPEN) {
                change.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Under the lock.
    ///
    /// @return whether there is room, or the client has gone; not when it has taken nothing for too long
    private boolean awaitRoom(long size) {
        long began = System.nanoTime();
        try {
            while (state == State.OPEN && bytes > 0 && bytes + size > CAPACITY_BYTES) {
                long waited = System.nanoTime() - Math.max(began, lastSent);
                if (waited >= patience.toNanos()) {
                    return false;
                }
                change.awaitNanos(patience.toNanos() - waited);
            }
            return true;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /// Sends what is put in, on the calling thread, until [#end()] and nothing is left, or the client has gone.
    public void sendAll() {
        try {
            while (isOpenOrNotEmpty()) {
                Letter letter = next();
                if (letter == null) {
                    transport.beat();
                } else {
                    transport.send(letter.message());
                    sent(letter);
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
    private @Nullable Letter next() {
        lock.lock();
        try {
            long nanos = transport.silence().toNanos();
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

    private void sent(Letter letter) {
        lock.lock();
        try {
            waiting.poll();
            lastSent = System.nanoTime();
            bytes -= letter.bytes();
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
            bytes = 0;
            change.signalAll();
        } finally {
            lock.unlock();
        }
        transport.abort();
        whenGone.run();
    }
}
