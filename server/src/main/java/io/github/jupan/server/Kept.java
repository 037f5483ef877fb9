package io.github.jupan.server;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.store.Entry;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What of a question was kept. Once something could not be, the question is cancelled, and nothing more is: a history
/// has no holes.
final class Kept {

    private final Consumer<Entry> keeper;
    private final Cancellation cancellation;
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    Kept(Consumer<Entry> keeper, Cancellation cancellation) {
        this.keeper = keeper;
        this.cancellation = cancellation;
    }

    void keep(Entry entry) {
        if (failure.get() != null) {
            return;
        }
        try {
            keeper.accept(entry);
        } catch (RuntimeException notKept) {
            failure.set(notKept);
            cancellation.cancel();
        }
    }

    /// @throws RuntimeException why something was not kept
    void check() {
        RuntimeException notKept = failure.get();
        if (notKept != null) {
            throw notKept;
        }
    }
}
