package io.github.jupan.cli.terminal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Shows that something is going on, and for how long, while nothing is written. Appears only where the cursor can be
/// moved and only after a moment, so that quick steps do not flicker.
public final class Spinner {

    private static final String FRAMES = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏";
    private static final long FRAME_NANOS = 100_000_000;
    private static final int QUIET_FRAMES = 2;

    private final Surface surface;
    private volatile @Nullable Thread turning;

    public Spinner(Surface surface) {
        this.surface = surface;
    }

    public void start(String doing) {
        stop();
        if (surface.can(Surface.Ability.CURSOR)) {
            turning = Thread.ofVirtual().start(() -> turn(doing));
        }
    }

    public void stop() {
        Thread thread = turning;
        if (thread != null) {
            synchronized (this) {
                turning = null;
            }
            thread.interrupt();
            surface.clearStatus();
        }
    }

    private void turn(String doing) {
        for (int frame = 0; ; frame++) {
            LockSupport.parkNanos(FRAME_NANOS);
            synchronized (this) {
                if (turning != Thread.currentThread()) {
                    return;
                }
                if (frame >= QUIET_FRAMES) {
                    char symbol = FRAMES.charAt(frame % FRAMES.length());
                    surface.status(symbol + " " + doing + (frame < 20 ? "" : " " + frame / 10 + " s"));
                }
            }
        }
    }
}
