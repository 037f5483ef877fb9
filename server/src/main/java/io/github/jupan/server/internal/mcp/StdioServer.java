package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.github.jupan.server.internal.MessageLines;
import io.github.jupan.server.internal.MessageLines.Line;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Serves one client over two streams, each request on a thread of its own. The SDK's own transport ends at a line
/// that is no JSON, loses the answers to what still runs at the end of input, and knows no cancelling.
public final class StdioServer {

    private static final Duration GRACE = Duration.ofSeconds(2);

    private final Client client;
    private final MessageLines lines;
    private final LineTransport transport;
    private final Phaser running = new Phaser(1);
    private boolean initialized;

    public StdioServer(Client client, InputStream in, OutputStream out) {
        this.client = client;
        this.lines = new MessageLines(in, client.messageBytes());
        this.transport = new LineTransport(client, out);
        ClientServer.start(client, McpServer.sync(transport));
    }

    /// Returns at the end of input, when what ran then has finished or `patience` is over.
    public void run(Duration patience) {
        try {
            for (Line next = lines.next(); next != null && !transport.isGone(); next = lines.next()) {
                switch (next) {
                    case Line.Whole line ->
                        line.text()
                                .ifPresentOrElse(
                                        this::read, () -> refuse(ErrorCodes.PARSE_ERROR, "the line is not UTF-8"));
                    case Line.TooLong _ ->
                        refuse(
                                ErrorCodes.INVALID_REQUEST,
                                "the message is too long: at most " + client.messageBytes() + " bytes");
                }
            }
        } catch (IOException ended) {
            // As good as the end of input: nobody is left to be told.
        }
        int phase = running.arrive();
        if (!hasEnded(phase, patience)) {
            client.cancelAll();
            hasEnded(phase, GRACE);
        }
    }

    private boolean hasEnded(int phase, Duration patience) {
        try {
            running.awaitAdvanceInterruptibly(phase, patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void read(String line) {
        if (line.isBlank()) {
            return;
        }
        try {
            take(McpSchema.deserializeJsonRpcMessage(LineTransport.JSON, line));
        } catch (MismatchedInputException | IllegalArgumentException noMessage) {
            refuse(ErrorCodes.INVALID_REQUEST, "the line is no JSON-RPC 2.0 request, notification or response");
        } catch (IOException noJson) {
            refuse(ErrorCodes.PARSE_ERROR, "the line is not JSON");
        }
    }

    private void take(JSONRPCMessage message) {
        switch (message) {
            case JSONRPCRequest request when McpSchema.METHOD_INITIALIZE.equals(request.method()) -> handle(request);
            // The SDK would answer none of these before the client has said that it is ready.
            case JSONRPCRequest request
            when McpSchema.METHOD_PING.equals(request.method()) ->
                transport.send(JSONRPCResponse.result(request.id(), Map.of()));
            case JSONRPCRequest request
            when !initialized ->
                transport.send(JSONRPCResponse.error(
                        request.id(),
                        new JSONRPCResponse.JSONRPCError(
                                ErrorCodes.INVALID_REQUEST, "send initialize and notifications/initialized first")));
            case JSONRPCRequest request -> begin(request);
            case JSONRPCNotification note
            when Cancelled.METHOD.equals(note.method()) ->
                Cancelled.request(note.params()).ifPresent(client::cancel);
            case JSONRPCNotification note
            when McpSchema.METHOD_NOTIFICATION_INITIALIZED.equals(note.method()) -> {
                initialized = true;
                handle(note);
            }
            // The SDK would ask for roots, and wait for an answer that this thread has to read.
            case JSONRPCNotification _ -> {}
            default -> handle(message);
        }
    }

    private void handle(JSONRPCMessage message) {
        transport.session().handle(message).block();
    }

    private void begin(JSONRPCRequest request) {
        Call call = client.begin(request.id(), request.params());
        running.register();
        // A platform thread: SQLite is native, and would hold a virtual thread's carrier while it waits for the disk.
        Thread.ofPlatform().daemon().name("jupan-mcp-" + request.method()).start(() -> {
            try {
                transport
                        .session()
                        .handle(request)
                        .contextWrite(context -> context.put(McpTransportContext.KEY, Tool.context(call)))
                        .block();
            } finally {
                client.end(request.id(), call);
                running.arriveAndDeregister();
            }
        });
    }

    /// The protocol's schema has no null as an id: where it is unknown there is none.
    private void refuse(int code, String message) {
        transport.send(Map.of("jsonrpc", "2.0", "error", Map.of("code", code, "message", message)));
    }
}
