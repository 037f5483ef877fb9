package io.github.jupan.server.internal.mcp;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.Session;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// A call in progress, until it has ended or somebody cancels it. Calls in one session take their turns in the order in
/// which they came: each waits for the one before it.
final class Call {

    private final Cancellation cancellation = new Cancellation();
    private final CompletableFuture<Void> before;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /// @param before when all that came earlier in its session have ended
    Call(CompletableFuture<Void> before) {
        this.before = before;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /// Waits for its turn and works there.
    ///
    /// @throws CancellationException when it was cancelled before its turn came
    <T> T at(NamedSession named, Function<Session, T> work) {
        CompletableFuture<Void> unwanted = new CompletableFuture<>();
        try (var _ = cancellation.onCancel(() -> unwanted.complete(null))) {
            CompletableFuture.anyOf(before, unwanted).join();
        }
        if (cancellation.isRequested()) {
            throw new CancellationException("cancelled before it ran");
        }
        return work.apply(named.session());
    }

    void cancel() {
        cancellation.cancel();
    }

    /// The next may come, once those before have ended too: one that was cancelled did not wait for them.
    void end() {
        var _ = before.thenRun(() -> ended.complete(null));
    }

    /// When this one and all before it have ended.
    CompletableFuture<Void> ended() {
        return ended;
    }
}
