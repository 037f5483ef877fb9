package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.server.Permission;
import io.github.jupan.server.internal.peer.Calls;
import io.github.jupan.server.internal.peer.OneMessage;
import io.github.jupan.server.internal.peer.Outlet;
import io.github.jupan.server.internal.peer.Peer;
import java.time.Duration;
import java.time.Instant;

/// A client that comes over HTTP, each message by itself.
final class RemoteClient implements AutoCloseable {

    private final Client client;
    private final Calls calls = new Calls();
    private final Mcp protocol;
    private volatile Instant used = Instant.now();

    RemoteClient(Client client, Offer offer, Permission permission) {
        this.client = client;
        this.protocol = new Mcp(client, offer, permission, calls);
    }

    Client client() {
        return client;
    }

    Mcp protocol() {
        return protocol;
    }

    OneMessage take(JsonNode message) {
        touch();
        return new OneMessage(outlet -> new Peer(protocol, calls, outlet), peer -> peer.receive(message));
    }

    /// Tells it of what concerns no request, until that is closed.
    Client.Listening tell(Outlet outlet) {
        return protocol.tellOfDocuments(new Peer(protocol, calls, outlet));
    }

    boolean isInitialized() {
        return protocol.hasAgreed();
    }

    void touch() {
        used = Instant.now();
    }

    boolean hasBeenIdleFor(Duration time) {
        return calls.isIdle() && used.plus(time).isBefore(Instant.now());
    }

    @Override
    public void close() {
        protocol.inputEnded();
        calls.cancelAll();
        client.close();
    }
}
