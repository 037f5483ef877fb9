package io.github.jupan.sandbox.internal.guest;

import java.time.Duration;

/// Which run of a guest may be interrupted. A run does not end while an interrupt is on its way to it, so that none
/// hits the next.
public final class RunInProgress {

    private static final Duration PATIENCE = Duration.ofMillis(200);

    /// 0 is none.
    private int current;

    private boolean interrupting;

    public synchronized void begin(int id) {
        current = id;
    }

    public synchronized void end() throws InterruptedException {
        while (interrupting) {
            wait();
        }
        current = 0;
    }

    /// Asks until the run is over: an interrupt that comes just before the guest was entered goes unheard.
    public void interrupt(int id, Guest guest) {
        Thread.ofPlatform().name("interrupt").daemon().start(() -> {
            while (beginInterrupt(id)) {
                guest.interrupt(PATIENCE);
                endInterrupt();
            }
        });
    }

    private synchronized boolean beginInterrupt(int id) {
        interrupting = current == id;
        return interrupting;
    }

    private synchronized void endInterrupt() {
        interrupting = false;
        notifyAll();
    }
}
