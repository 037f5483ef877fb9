package io.github.jupan.server;

import io.github.jupan.server.internal.mcp.McpServlet;
import io.github.jupan.server.internal.mcp.StdioClient;
import jakarta.servlet.http.HttpServlet;
import java.io.InputStream;
import java.io.OutputStream;

/// Lets a client of the [Model Context Protocol](https://modelcontextprotocol.io/specification/2026-07-28) run
/// Python, count and ask: `docs/mcp.md` lists the tools. What a client set up lasts as long as its own session.
public final class McpDoor {

    private final Sessions sessions;
    private final SessionOptions options;
    private final Permission permission;

    /// A door through which code runs without anybody being asked.
    ///
    /// @param options of every session that a client opens
    public McpDoor(Sessions sessions, SessionOptions options) {
        this(sessions, options, Permission.GIVEN);
    }

    /// @param options of every session that a client opens
    /// @param permission who says whether code runs: the client is told to ask its user, and where it cannot,
    ///     nothing runs
    public McpDoor(Sessions sessions, SessionOptions options, Permission permission) {
        this.sessions = sessions;
        this.options = options;
        this.permission = permission;
    }

    /// Serves one client: a JSON message a line, both ways. Returns at the end of input, when what ran then has
    /// finished or [ServerLimits#shutdown()] is over, and when the client no longer reads.
    public void serve(InputStream in, OutputStream out) {
        StdioClient.serve(sessions, options, permission, in, out);
    }

    /// The protocol's Streamable HTTP, for a path that ends in `/mcp`. Addresses, tokens and origins are for whoever
    /// mounts it to check.
    public HttpServlet servlet() {
        return new McpServlet(sessions, options, permission);
    }
}
