package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.EventJson;
import io.github.jupan.server.Session;
import io.github.jupan.server.internal.peer.Json;

/// Sends a session's events to the client whose call they belong to, up to the last, which is the answer itself.
final class EventNotifications implements AgentListener {

    static final String METHOD = "session.event";

    private final Session session;
    private final Caller caller;
    private final Class<? extends AgentEvent> answer;
    private ObjectNode last = Json.NODES.objectNode();

    /// @param answer the event that the call is answered with
    EventNotifications(Session session, Caller caller, Class<? extends AgentEvent> answer) {
        this.session = session;
        this.caller = caller;
        this.answer = answer;
    }

    @Override
    public void onEvent(AgentEvent event) {
        ObjectNode json = EventJson.of(event);
        if (answer.isInstance(event)) {
            last = json;
        } else {
            ObjectNode params = Json.NODES.objectNode().put("session", session.id());
            params.set("event", json);
            caller.notify(METHOD, params);
        }
    }

    /// What the call is answered with, once it has ended.
    ObjectNode answer() {
        return last.put("session", session.id());
    }
}
