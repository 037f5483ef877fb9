package io.github.jupan.server;

import java.time.Duration;
import java.util.Collection;

/// Has sessions that nobody uses give their interpreters back.
final class IdleSweeper implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(IdleSweeper.class.getName());

    private final Collection<Session> sessions;
    private final Duration idle;
    private final Thread thread;

    /// Begins at once.
    ///
    /// @param sessions those that are open, at any time
    /// @param idle after how long without use
    IdleSweeper(Collection<Session> sessions, Duration idle) {
        this.sessions = sessions;
        this.idle = idle;
        this.thread = Thread.ofVirtual().name("jupan-idle").start(this::sweep);
    }

    private void sweep() {
        Duration pause = idle.dividedBy(4).plusMillis(1);
        try {
            while (true) {
                Thread.sleep(pause);
                sessions.forEach(this::giveWorkerBack);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /// One session's trouble is not the others'.
    private void giveWorkerBack(Session session) {
        try {
            if (session.giveWorkerBack(idle)) {
                LOG.log(System.Logger.Level.DEBUG, "idle session {0} gave its interpreter back", session.id());
            }
        } catch (RuntimeException | Error failure) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "session " + session.id() + " does not give its interpreter back",
                    failure);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
