package io.github.jupan.tools.internal.mcp;

import io.github.jupan.prompts.Prompt;
import io.github.jupan.tools.Tool;
import io.github.jupan.tools.ToolResult;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// A tool of an MCP server. Whatever the server does, a call ends: with its result, or with what failed.
///
/// @param name as the server knows it
public record McpTool(McpConnection connection, String name) implements Tool {

    @Override
    public ToolResult call(String argumentsJson) {
        // The transport may block where a server does not read.
        var call = new FutureTask<>(() -> connection.call(name, argumentsJson));
        Thread caller = Thread.ofVirtual().name("jupan-mcp-" + name).start(call);
        try {
            return call.get(connection.patience().plusSeconds(2).toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            return ToolResult.failed(
                    Prompt.TOOL_FAILED.with(Map.of("tool", name, "cause", McpConnection.reason(cause))));
        } catch (TimeoutException late) {
            return connection.late(name);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return ToolResult.failed(Prompt.TOOL_STOPPED.with("tool", name));
        } finally {
            caller.interrupt();
        }
    }
}
