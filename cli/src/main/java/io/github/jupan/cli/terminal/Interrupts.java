package io.github.jupan.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.Signals;
import org.jspecify.annotations.Nullable;

/// While open, Ctrl-C does what it is told instead of ending the program; a second one ends it.
public final class Interrupts implements AutoCloseable {

    private final List<Before> before = new ArrayList<>();
    private boolean seen;

    private record Before(String signal, @Nullable Object handler) {}

    private Interrupts() {}

    public static Interrupts handledBy(Runnable handler) {
        Interrupts interrupts = new Interrupts();
        interrupts.register("INT", handler);
        return interrupts;
    }

    /// The same for SIGTERM, by which a server is told to end.
    public static Interrupts orTermination(Runnable handler) {
        Interrupts interrupts = handledBy(handler);
        interrupts.register("TERM", handler);
        return interrupts;
    }

    private void register(String signal, Runnable handler) {
        before.add(new Before(signal, Signals.register(signal, () -> handle(handler))));
    }

    private synchronized void handle(Runnable handler) {
        if (seen) {
            Runtime.getRuntime().halt(ExitCode.CANCELLED.number());
        }
        seen = true;
        handler.run();
    }

    @Override
    public void close() {
        for (Before each : before) {
            if (each.handler() != null) {
                Signals.unregister(each.signal(), each.handler());
            }
        }
    }
}
