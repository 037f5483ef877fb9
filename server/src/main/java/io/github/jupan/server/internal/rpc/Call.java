package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A call in progress. It may be cancelled at any moment, from before it has begun until after it has ended.
final class Call {

    private final Connection connection;
    private final Optional<JsonNode> id;
    private final Optional<String> session;
    private boolean cancelled;
    private boolean ended;
    private @Nullable Runnable canceller;

    /// @param session the one that it works in
    Call(Connection connection, Optional<JsonNode> id, Optional<String> session) {
        this.connection = connection;
        this.id = id;
        this.session = session;
    }

    boolean worksIn(String name) {
        return session.filter(name::equals).isPresent();
    }

    boolean hasId(JsonNode other) {
        return id.filter(other::equals).isPresent();
    }

    Connection connection() {
        return connection;
    }

    /// Sends the client something that is no answer.
    void notify(String method, JsonNode params) {
        connection.outlet().notification(Json.write(Request.notification(method, params)));
    }

    /// Says how to cancel what has just begun; that happens at once when the wish for it came earlier.
    synchronized void cancelsWith(Runnable action) {
        canceller = action;
        if (cancelled && !ended) {
            action.run();
        }
    }

    /// @return whether there was something to cancel
    synchronized boolean cancel() {
        cancelled = true;
        if (canceller != null && !ended) {
            canceller.run();
        }
        return !ended;
    }

    /// From here on there is nothing to cancel: the session may be at work for somebody else.
    synchronized void end() {
        ended = true;
    }
}
