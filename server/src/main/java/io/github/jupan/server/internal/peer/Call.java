package io.github.jupan.server.internal.peer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.peer.Protocol.Pace;
import io.github.jupan.server.internal.peer.Protocol.Work;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// A call in progress. It may be cancelled at any moment, from before it has begun until after it has ended.
public final class Call {

    private final Peer peer;
    private final Optional<JsonNode> id;
    private final Work work;
    private final Cancellation cancellation = new Cancellation();
    private volatile boolean wanted = true;
    private boolean ended;

    /// When the next of its lane may begin.
    final CompletableFuture<Void> over = new CompletableFuture<>();

    Call(Peer peer, Optional<JsonNode> id, Work work) {
        this.peer = peer;
        this.id = id;
        this.work = work;
    }

    /// Whether it asks or runs there, and does not merely take its turn.
    public boolean worksOn(Object lane) {
        return work.pace() == Pace.BESIDE && work.lane().equals(lane);
    }

    public boolean hasId(JsonNode other) {
        return id.filter(other::equals).isPresent();
    }

    public Optional<JsonNode> id() {
        return id;
    }

    public Peer peer() {
        return peer;
    }

    public Cancellation cancellation() {
        return cancellation;
    }

    /// Sends the client something that is no answer.
    public void notify(String method, JsonNode params) {
        if (wanted) {
            peer.notify(method, params);
        }
    }

    /// @return whether there was something to cancel
    public boolean cancel() {
        cancellation.cancel();
        synchronized (this) {
            return !ended;
        }
    }

    /// Cancels it, and leaves it without an answer.
    public void abandon() {
        wanted = false;
        cancel();
    }

    boolean isWanted() {
        return wanted && id.isPresent();
    }

    /// From here on there is nothing to cancel.
    synchronized void end() {
        ended = true;
    }
}
