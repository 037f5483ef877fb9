package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.server.internal.peer.Call;
import io.github.jupan.server.internal.peer.Json;
import java.util.Optional;

/// Tells a client that gave a progress token what happens, a notification each; the result has everything again.
final class Progress implements AgentListener {

    /// A program can print a line a microsecond.
    private static final int MOST = 1_000;

    private final Call call;
    private final JsonNode token;
    private int sent;

    /// @param token missing when the client gave none
    Progress(Call call, JsonNode token) {
        this.call = call;
        this.token = token;
    }

    @Override
    public void onEvent(AgentEvent event) {
        if (token.isValueNode() && sent < MOST) {
            message(event).ifPresent(message -> {
                ObjectNode params = Json.NODES.objectNode();
                params.set("progressToken", token);
                call.notify(
                        "notifications/progress", params.put("progress", ++sent).put("message", message));
            });
        }
    }

    private static Optional<String> message(AgentEvent event) {
        return switch (event) {
            case AgentEvent.TurnStarted turn -> Optional.of("turn " + turn.turn());
            case AgentEvent.RunStarted run -> Optional.of(run.code());
            case AgentEvent.Printed printed ->
                Optional.of(printed.text().stripTrailing()).filter(text -> !text.isEmpty());
            case AgentEvent.ToolStarted tool -> Optional.of("calls " + tool.name());
            case AgentEvent.CopySuspected copy ->
                Optional.of("is " + copy.warning().literal() + " a slip for "
                        + copy.warning().original() + "?");
            case AgentEvent.CodeRepaired repaired -> Optional.of("put right: " + repaired.repair());
            case AgentEvent.ResultDoubted doubted -> Optional.of("is the result " + doubted.result() + " lost?");
            default -> Optional.empty();
        };
    }
}
