package io.github.jupan.cli;

import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/// While open, Ctrl-C does what it is told instead of ending the program; a second one ends it.
final class Interrupts implements AutoCloseable {

    private static final String SIGNAL = "INT";

    private final @Nullable Object before;

    private Interrupts(@Nullable Object before) {
        this.before = before;
    }

    static Interrupts handledBy(Runnable handler) {
        boolean[] seen = new boolean[1];
        return new Interrupts(Signals.register(SIGNAL, () -> {
            if (seen[0]) {
                Runtime.getRuntime().halt(ExitCode.CANCELLED.number());
            }
            seen[0] = true;
            handler.run();
        }));
    }

    @Override
    public void close() {
        if (before != null) {
            Signals.unregister(SIGNAL, before);
        }
    }
}
