package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.Permission;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.peer.Calls;
import io.github.jupan.server.internal.peer.LinePeer;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/// The client at the other end of two streams.
public final class StdioClient {

    /// The one client there is may be in the hands of a debugger: nobody else waits for it to read.
    private static final Duration PATIENCE = Duration.ofHours(1);

    private StdioClient() {}

    /// As `McpDoor` says.
    public static void serve(
            Sessions sessions, SessionOptions options, Permission permission, InputStream in, OutputStream out) {
        try (Client client = new Client(sessions, options)) {
            Calls calls = new Calls();
            Mcp protocol = new Mcp(client, Offer.own(), permission, calls);
            LinePeer peer = new LinePeer(
                    protocol,
                    calls,
                    in,
                    out,
                    sessions.limits().messageBytes(),
                    PATIENCE,
                    sessions.limits().shutdown());
            try (var _ = protocol.tellOfDocuments(peer.peer())) {
                peer.serve();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
