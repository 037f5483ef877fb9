package io.github.jupan.sandbox;

import java.util.ArrayList;
import java.util.List;

/// Ends work that is in progress or has yet to begin: made by whoever may want that, and handed down to it. Once
/// cancelled it stays so. Any thread may call any method.
public final class Cancellation {

    private static final System.Logger LOG = System.getLogger(Cancellation.class.getName());

    private final Object lock = new Object();
    private final List<Registration> registrations = new ArrayList<>();
    private volatile boolean requested;

    /// An action that waits; closing it takes the action back.
    public final class Registration implements AutoCloseable {

        private final Runnable action;

        private Registration(Runnable action) {
            this.action = action;
        }

        /// Once this has returned the action does not begin any more; it may be at work on another thread.
        @Override
        public void close() {
            synchronized (lock) {
                registrations.remove(this);
            }
        }

        private void run() {
            try {
                action.run();
            } catch (RuntimeException failure) {
                LOG.log(System.Logger.Level.WARNING, "an action on cancellation failed", failure);
            }
        }
    }

    /// Asks the work to end, and does the actions that wait for it, on this thread and in their order.
    public void cancel() {
        while (true) {
            Registration next;
            synchronized (lock) {
                requested = true;
                if (registrations.isEmpty()) {
                    return;
                }
                next = registrations.removeFirst();
            }
            next.run();
        }
    }

    public boolean isRequested() {
        return requested;
    }

    /// Does this, once, when cancelled; at once where that has happened.
    ///
    /// @param action should return soon: whoever cancels waits for it
    public Registration onCancel(Runnable action) {
        Registration registration = new Registration(action);
        synchronized (lock) {
            if (!requested) {
                registrations.add(registration);
                return registration;
            }
        }
        registration.run();
        return registration;
    }
}
