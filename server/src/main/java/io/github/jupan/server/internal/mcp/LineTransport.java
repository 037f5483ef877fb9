package io.github.jupan.server.internal.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The SDK's way to one client: a message a line. Many threads may send.
final class LineTransport implements McpServerTransportProvider, McpServerTransport {

    static final McpJsonMapper JSON = McpJsonDefaults.getMapper();

    private final Client client;
    private final OutputStream out;
    private @Nullable McpServerSession session;
    private boolean gone;

    LineTransport(Client client, OutputStream out) {
        this.client = client;
        this.out = out;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        session = factory.create(this);
    }

    McpServerSession session() {
        return Objects.requireNonNull(session, "no server was started over this transport");
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        boolean unwanted = message instanceof JSONRPCResponse response && !client.wants(response.id());
        return unwanted ? Mono.empty() : Mono.fromRunnable(() -> send(message));
    }

    /// Sends anything that Jackson can write.
    void send(Object message) {
        try {
            write(JSON.writeValueAsString(message));
        } catch (IOException unreadable) {
            throw new IllegalStateException("a message cannot be written as JSON", unreadable);
        }
    }

    private synchronized void write(String json) {
        if (gone) {
            return;
        }
        try {
            out.write((json + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException closed) {
            gone = true;
            client.cancelAll();
        }
    }

    synchronized boolean isGone() {
        return gone;
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return JSON.convertValue(data, type);
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        return session().sendNotification(method, params);
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2024_11_05,
                ProtocolVersions.MCP_2025_03_26,
                ProtocolVersions.MCP_2025_06_18,
                ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.empty();
    }

    @Override
    public void close() {
        // The streams are their owner's to close.
    }
}
