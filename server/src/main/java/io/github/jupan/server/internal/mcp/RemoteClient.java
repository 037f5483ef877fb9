package io.github.jupan.server.internal.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A client that came over HTTP, and the SDK's servlet that serves it alone.
final class RemoteClient implements AutoCloseable {

    /// What a client is offered.
    interface Server {
        void start(Client client, McpServer.SyncSpecification<?> specification);
    }

    private final Client client;
    private final HttpServletStreamableServerTransportProvider servlet;
    private volatile Instant used = Instant.now();

    RemoteClient(Client client, Server server) {
        this.client = client;
        // Clients come and go: the SDK's own threads for keeping alive and sweeping would be two for each of them.
        this.servlet = HttpServletStreamableServerTransportProvider.builder()
                .jsonMapper(LineTransport.JSON)
                .maxRequestSize(client.messageBytes())
                .keepAliveInterval(null)
                .sessionSweepInterval(null)
                .contextExtractor(RemoteClient::context)
                .build();
        server.start(client, McpServer.sync(servlet));
    }

    private static McpTransportContext context(HttpServletRequest request) {
        return request.getAttribute(Tool.CALL) instanceof Call call ? Tool.context(call) : McpTransportContext.EMPTY;
    }

    /// Lets the SDK answer.
    ///
    /// @param requestId of the JSON-RPC request in the body, if it is one
    /// @param parameters of that request
    void serve(
            HttpServletRequest request,
            @Nullable Object requestId,
            @Nullable Object parameters,
            HttpServletResponse response)
            throws ServletException, IOException {
        used = Instant.now();
        @Nullable Call call = requestId == null ? null : client.begin(requestId, parameters);
        try {
            request.setAttribute(Tool.CALL, call);
            servlet.service(request, response);
        } finally {
            used = Instant.now();
            if (requestId != null && call != null) {
                client.end(requestId, call);
            }
        }
    }

    void cancel(Object requestId) {
        client.cancel(requestId);
    }

    boolean hasBeenIdleFor(Duration time) {
        return !client.isWorking() && used.plus(time).isBefore(Instant.now());
    }

    @Override
    public void close() {
        client.close();
        servlet.destroy();
    }
}
