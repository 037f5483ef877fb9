package io.github.jupan.tools.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.transport.McpTransport;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import dev.langchain4j.mcp.client.transport.stdio.StdioMcpTransport;
import dev.langchain4j.service.tool.ToolExecutionResult;
import io.github.jupan.prompts.Prompt;
import io.github.jupan.tools.McpServer;
import io.github.jupan.tools.McpServerException;
import io.github.jupan.tools.ToolResult;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One MCP server, started or connected to, with LangChain4j's client.
public final class McpConnection implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration TICK = Duration.ofMillis(100);

    /// The client gives a call that took too long this text as its result; no tool would.
    private static final String LATE = "\u0000late";

    private static final String ENDED = "it has ended";
    private static final String SILENT = "it does not answer";

    private final McpServer server;
    private final Duration patience;
    private volatile Open open;
    private boolean closed;

    /// A server that is there.
    ///
    /// @param listed the transport, as the client sees it
    private record Open(McpTransport transport, ListedTools listed, DefaultMcpClient client) {}

    private McpConnection(McpServer server, Duration patience, Open open) {
        this.server = server;
        this.patience = patience;
        this.open = open;
    }

    public static McpConnection open(McpServer server, Duration patience) {
        return new McpConnection(server, patience, connect(server, patience));
    }

    private static Open connect(McpServer server, Duration patience) {
        McpTransport transport = transport(server, patience);
        ListedTools listed = new ListedTools(transport);
        try {
            DefaultMcpClient client = waitFor(
                    transport,
                    patience,
                    () -> DefaultMcpClient.builder()
                            .transport(listed)
                            .clientName("jupan")
                            .initializationTimeout(patience)
                            .toolExecutionTimeout(patience)
                            .toolExecutionTimeoutErrorMessage(LATE)
                            .toolResultExtractor(McpConnection::text)
                            .autoHealthCheck(false)
                            .build());
            return new Open(transport, listed, client);
        } catch (RuntimeException failure) {
            close(transport);
            throw unusable(server, failure);
        }
    }

    private static McpTransport transport(McpServer server, Duration patience) {
        return switch (server) {
            case McpServer.Address(var _, String url, Map<String, String> headers) ->
                StreamableHttpMcpTransport.builder()
                        .url(url)
                        .customHeaders(headers)
                        .timeout(patience)
                        .build();
            case McpServer.Command(var _, List<String> words, Map<String, String> environment) ->
                StdioMcpTransport.builder()
                        .command(words)
                        .environment(environment)
                        .build();
        };
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

    /// @param notes hears one line for each tool that cannot be used
    public List<ToolSpecification> tools(Consumer<String> notes) {
        Open now = open;
        List<ToolSpecification> tools;
        try {
            tools = listed(now);
        } catch (RuntimeException failure) {
            if (now.listed().names().isEmpty()) {
                throw unusable(server, failure);
            }
            tools = oneByOne(now, notes);
        }
        now.listed().leftOut().stream().distinct().forEach(line -> notes.accept(leftOut(line)));
        return tools;
    }

    private List<ToolSpecification> listed(Open now) {
        now.client().evictToolListCache();
        return waitFor(now.transport(), patience, now.client()::listTools);
    }

    /// One of them is not understood: all others are.
    private List<ToolSpecification> oneByOne(Open now, Consumer<String> notes) {
        List<ToolSpecification> tools = new ArrayList<>();
        for (String name : now.listed().names()) {
            now.listed().only(name);
            try {
                tools.addAll(listed(now));
            } catch (RuntimeException failure) {
                if (hasEnded(now.transport())) {
                    throw unusable(server, failure);
                }
                notes.accept(leftOut(name + ": its schema is not understood"));
            }
        }
        now.listed().only(null);
        return tools;
    }

    private String leftOut(String line) {
        return "a tool of " + server.name() + " is left out, " + line;
    }

    /// The server, started again when it has ended.
    private synchronized Open live() {
        if (hasEnded(open.transport()) && !closed) {
            close(open.transport());
            open = connect(server, patience);
        }
        return open;
    }

    public ToolResult call(String tool, String argumentsJson) {
        Open now;
        try {
            now = live();
        } catch (McpServerException gone) {
            return ToolResult.failed(Prompt.TOOL_GONE.with("tool", tool));
        }
        ToolExecutionResult result = now.client()
                .executeTool(ToolExecutionRequest.builder()
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

    /// Texts as they are, also those of resources; of a link where it leads, of all else only that it was there.
    private static ToolExecutionResult text(JsonNode content, boolean isError) {
        StringJoiner texts = new StringJoiner("\n");
        for (JsonNode part : content) {
            texts.add(text(part));
        }
        return ToolExecutionResult.builder()
                .isError(isError)
                .resultText(texts.toString())
                .build();
    }

    private static String text(JsonNode part) {
        String type = part.path("type").asText();
        JsonNode resource = part.path("resource");
        return switch (type) {
            case "text" -> part.path("text").asText();
            case "resource_link" ->
                "[" + part.path("name").asText() + "](" + part.path("uri").asText() + ")";
            case "resource" ->
                resource.has("text")
                        ? resource.path("text").asText()
                        : "(" + resource.path("uri").asText() + ", which is no text and cannot be shown here)";
            default -> "(" + type + ", which cannot be shown here)";
        };
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

    private static McpServerException unusable(McpServer server, Throwable failure) {
        return failure instanceof McpServerException known
                ? known
                : new McpServerException(
                        "the MCP server " + server.name() + " cannot be used: " + reason(failure), failure);
    }

    @Override
    public synchronized void close() {
        closed = true;
        close(open.transport());
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
