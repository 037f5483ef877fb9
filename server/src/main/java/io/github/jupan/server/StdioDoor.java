package io.github.jupan.server;

import io.github.jupan.server.internal.Reach;
import io.github.jupan.server.internal.peer.LinePeer;
import io.github.jupan.server.internal.rpc.Rpc;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// JSON-RPC 2.0 over two streams, such as standard input and output: one message a line, in UTF-8.
public final class StdioDoor {

    /// How long what was asked for may go on after the input has ended.
    private static final Duration AFTER_END = Duration.ofMinutes(1);

    /// How long a reader may take nothing, and how long the last answers may take to leave.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ServerLimits limits;
    private final Rpc.Service service;
    private final LinePeer peer;

    /// @param in what the client writes
    /// @param out what it reads; nothing else may be written there
    public StdioDoor(Sessions sessions, InputStream in, OutputStream out) {
        this.limits = sessions.limits();
        this.service = new Rpc.Service(sessions);
        this.peer = new LinePeer(
                service.forClient(new Reach.All(sessions)),
                service.calls(),
                in,
                out,
                limits.messageBytes(),
                PATIENCE,
                AFTER_END);
    }

    /// Serves until the input ends, the reader of the output has gone, or [#stop()]. What was asked for until then is
    /// finished, or cancelled when it takes too long; then this returns.
    public void serve() throws InterruptedException {
        peer.serve();
    }

    /// Takes no new request, and lets what runs finish within [ServerLimits#shutdown()]. From any thread.
    public void stop() {
        service.calls().close();
        peer.stop(limits.shutdown());
    }
}
