package io.github.jupan.tools.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.service.tool.ToolExecutionResult;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.tools.McpServerException;
import io.github.jupan.tools.ToolResult;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One MCP server, started or connected to, with LangChain4j's client.
public final class McpConnection implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(100);

    /// The client gives a call that took too long this text as its result; no tool would.
    private static final String LATE = "\u0000late";

    private static final String ENDED = "it has ended";
    private static final String SILENT = "it does not answer";

    private final String server;
    private final Duration patience;
    private final McpTransport transport;
    private final McpClient client;

    private McpConnection(String server, Duration patience, McpTransport transport, McpClient client) {
        this.server = server;
        this.patience = patience;
        this.transport = transport;
        this.client = client;
    }

    public static McpConnection open(String server, Duration patience) {
        McpTransport transport = transport(server, patience);
        try {
            McpClient client = waitFor(
                    transport,
                    patience,
                    () -> DefaultMcpClient.builder()
                            .transport(transport)
                            .clientName("jupan")
                            .initializationTimeout(patience)
                            .toolExecutionTimeout(patience)
                            .toolExecutionTimeoutErrorMessage(LATE)
                            .toolResultExtractor(McpConnection::text)
                            .autoHealthCheck(false)
                            .build());
            return new McpConnection(server, patience, transport, client);
        } catch (RuntimeException failure) {
            close(transport);
            throw unusable(server, failure);
        }
    }

    private static McpTransport transport(String server, Duration patience) {
        if (server.startsWith("http://") || server.startsWith("https://")) {
            return StreamableHttpMcpTransport.builder()
                    .url(server)
                    .timeout(patience)
                    .build();
        }
        List<String> words = CommandWords.of(server);
        if (words.isEmpty()) {
            throw new McpServerException("an MCP server is a command or an address, and this one is empty", null);
        }
        return StdioMcpTransport.builder().command(words).build();
    }

    /// A process that ended before it was asked would be waited for in vain.
    private static <T> T waitFor(McpTransport transport, Duration patience, Callable<T> work) {
        var task = new FutureTask<>(work);
        Thread worker = Thread.ofVirtual().name("jupan-mcp-start").start(task);
        long end = System.nanoTime() + patience.plusSeconds(2).toNanos();
        try {
            while (System.nanoTime() < end) {
                boolean ended = hasEnded(transport);
                try {
                    return task.get(TICK.toMillis(), TimeUnit.MILLISECONDS);
                } catch (TimeoutException notYet) {
                    if (ended) {
                        throw new IllegalStateException(ENDED);
                    }
                }
            }
            throw new IllegalStateException(SILENT);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(reason(failed), failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } finally {
            worker.interrupt();
        }
    }

    private static boolean hasEnded(McpTransport transport) {
        if (transport instanceof StdioMcpTransport stdio) {
            @Nullable Process process = stdio.getProcess();
            return process != null && !process.isAlive();
        }
        return false;
    }

    public List<ToolSpecification> tools() {
        try {
            return waitFor(transport, patience, client::listTools);
        } catch (RuntimeException failure) {
            throw unusable(server, failure);
        }
    }

    public ToolResult call(String tool, String argumentsJson) {
        if (hasEnded(transport)) {
            return ToolResult.failed(Prompt.TOOL_GONE.with("tool", tool));
        }
        ToolExecutionResult result = client.executeTool(ToolExecutionRequest.builder()
                .name(tool)
                .arguments(argumentsJson)
                .build());
        String text = result.resultText();
        if (text.equals(LATE)) {
            return late(tool);
        }
        // What came as structured content is JSON.
        return result.result() == null ? ToolResult.ok(text) : ToolResult.json(text);
    }

    Duration patience() {
        return patience;
    }

    ToolResult late(String tool) {
        return ToolResult.failed(
                Prompt.TOOL_SILENT.with(Map.of("tool", tool, "seconds", Long.toString(patience.toSeconds()))));
    }

    /// Texts as they are; of an image, a sound or a link only that there was one.
    private static ToolExecutionResult text(JsonNode content, boolean isError) {
        StringJoiner texts = new StringJoiner("\n");
        for (JsonNode part : content) {
            String type = part.path("type").asText();
            texts.add(type.equals("text") ? part.path("text").asText() : "(" + type + ", which cannot be shown here)");
        }
        return ToolExecutionResult.builder()
                .isError(isError)
                .resultText(texts.toString())
                .build();
    }

    /// The innermost message, on one line.
    public static String reason(Throwable failure) {
        Throwable innermost = failure;
        while (innermost.getCause() != null && !(innermost instanceof ConnectException)) {
            innermost = innermost.getCause();
        }
        String message = Objects.requireNonNullElse(
                innermost.getMessage(), innermost.getClass().getSimpleName());
        return switch (innermost) {
            case ConnectException nobody -> "nobody listens there";
            case TimeoutException late -> SILENT;
            default ->
                message.contains("error: 2 ")
                        ? "there is no such command"
                        : message.endsWith("Process has exited")
                                ? ENDED
                                : String.join(
                                        " ",
                                        message.strip()
                                                .lines()
                                                .map(String::strip)
                                                .toList());
        };
    }

    private static McpServerException unusable(String server, Throwable failure) {
        return failure instanceof McpServerException known
                ? known
                : new McpServerException("the MCP server " + server + " cannot be used: " + reason(failure), failure);
    }

    @Override
    public void close() {
        close(transport);
    }

    /// Closing waits for a server that does not read, so such a one is killed.
    private static void close(McpTransport transport) {
        Thread closing = Thread.ofVirtual().name("jupan-mcp-close").start(() -> {
            try {
                transport.close();
            } catch (Exception gone) {
                // It was to end anyway.
            }
        });
        try {
            closing.join(GRACE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        if (transport instanceof StdioMcpTransport stdio) {
            @Nullable Process process = stdio.getProcess();
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }
}
