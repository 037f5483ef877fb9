package io.github.jupan.server.internal.mcp;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tells a client that gave a progress token what happens, a notification each; the result has everything again.
final class Progress implements AgentListener {

    /// A program can print a line a microsecond.
    private static final int MOST = 1_000;

    private final McpSyncServerExchange exchange;
    private final @Nullable Object token;
    private int sent;

    private Progress(McpSyncServerExchange exchange, @Nullable Object token) {
        this.exchange = exchange;
        this.token = token;
    }

    static Progress of(McpSyncServerExchange exchange, CallToolRequest request) {
        Map<String, Object> meta = request.meta();
        return new Progress(exchange, meta == null ? null : meta.get("progressToken"));
    }

    @Override
    public void onEvent(AgentEvent event) {
        if (token != null && sent < MOST) {
            message(event)
                    .ifPresent(message -> exchange.progressNotification(ProgressNotification.builder(token, ++sent)
                            .message(message)
                            .build()));
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
