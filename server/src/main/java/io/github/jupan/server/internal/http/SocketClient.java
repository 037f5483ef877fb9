package io.github.jupan.server.internal.http;

import io.github.jupan.server.internal.Reach;
import io.github.jupan.server.internal.peer.Outbox;
import io.github.jupan.server.internal.peer.Peer;
import io.github.jupan.server.internal.rpc.Rpc;
import java.time.Duration;
import java.util.Set;
import org.eclipse.jetty.websocket.api.Session;

/// A client at the other end of an open WebSocket.
final class SocketClient {

    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final Set<SocketClient> clients;
    private final Reach reach;
    private final Peer peer;
    private final Outbox outbox;

    /// @param clients holds all that are there
    SocketClient(Session session, Rpc.Service service, Reach reach, Set<SocketClient> clients, Duration patience) {
        this.reach = reach;
        this.clients = clients;
        this.outbox = new Outbox(new WebSocketTransport(session), patience, this::gone);
        this.peer = new Peer(service.forClient(reach), service.calls(), outbox);
        clients.add(this);
        Thread.ofVirtual().name("rpc-write").start(outbox::sendAll);
    }

    void receive(String message) {
        peer.receive(message);
    }

    /// The other end has closed, or cannot be reached.
    void leave() {
        outbox.giveUp();
    }

    /// Lets the client have what is on its way to it.
    void finish() throws InterruptedException {
        outbox.end();
        outbox.awaitEnd(LAST_WORDS);
    }

    private void gone() {
        clients.remove(this);
        peer.cancelAll();
        reach.close();
    }
}
