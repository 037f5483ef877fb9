package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.Reach;
import java.util.Optional;

/// A call in progress. It may be cancelled at any moment, from before it has begun until after it has ended.
final class Call {

    private final Connection connection;
    private final Optional<JsonNode> id;
    private final Optional<String> session;
    private final Cancellation cancellation = new Cancellation();
    private boolean ended;

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

    /// The sessions that its client can name.
    Reach sessions() {
        return connection.reach();
    }

    Cancellation cancellation() {
        return cancellation;
    }

    /// Sends the client something that is no answer.
    void notify(String method, JsonNode params) {
        connection.outlet().notification(Json.write(Request.notification(method, params)));
    }

    /// @return whether there was something to cancel
    boolean cancel() {
        cancellation.cancel();
        synchronized (this) {
            return !ended;
        }
    }

    /// From here on there is nothing to cancel.
    synchronized void end() {
        ended = true;
    }
}
