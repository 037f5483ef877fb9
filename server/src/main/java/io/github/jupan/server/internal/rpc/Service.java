package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.server.Sessions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/// What all connections of a door share: the methods, and the calls in progress.
public final class Service {

    /// More calls at once than this are refused: each holds its message.
    private static final int CALLS = 1_000;

    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Methods methods;

    /// Platform threads: SQLite is native, and would hold a virtual thread's carrier while it waits for the disk.
    private final Executor threads = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("rpc-call-", 1).factory());

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    public Service(Sessions sessions) {
        this.methods = new Methods(Stream.of(
                        AboutMethods.all(sessions),
                        SessionMethods.all(sessions),
                        AskMethods.all(this),
                        SandboxMethods.all(sessions))
                .flatMap(List::stream)
                .toList());
    }

    Service(Methods methods) {
        this.methods = methods;
    }

    Methods methods() {
        return methods;
    }

    /// From here on every new call is refused.
    public void close() {
        closing = true;
    }

    Call begin(Connection connection, Optional<JsonNode> id, Optional<String> session) {
        if (closing) {
            throw new RpcException(ErrorCode.CLOSING, "the server is shutting down");
        }
        if (calls.size() >= CALLS) {
            throw new RpcException(
                    ErrorCode.OVERLOADED,
                    CALLS + " calls are in progress; ask again when some have ended",
                    Optional.of(RETRY));
        }
        Call call = new Call(connection, id, session);
        calls.add(call);
        return call;
    }

    void execute(Runnable work) {
        threads.execute(work);
    }

    /// Its answer is on its way.
    void forget(Call call) {
        calls.remove(call);
        synchronized (this) {
            notifyAll();
        }
    }

    /// Waits until no call is in progress.
    ///
    /// @return whether that was within that time
    public synchronized boolean awaitIdle(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        while (!calls.isEmpty()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    /// Cancels every call in progress.
    public void cancelAll() {
        calls.forEach(Call::cancel);
    }

    Stream<Call> calls() {
        return calls.stream();
    }
}
