package io.github.jupan.server;

import io.github.jupan.server.internal.acp.AcpConnection;
import java.io.InputStream;
import java.io.OutputStream;

/// Serves an editor that speaks the [Agent Client Protocol](https://agentclientprotocol.com), version 1: JSON-RPC
/// 2.0, one message a line, as `docs/acp.md` has it. Safe for use by many threads; each connection is its own.
public final class AcpDoor {

    private final Sessions sessions;
    private final SessionOptions options;
    private final Permission permission;

    /// @param sessions where the editor's conversations live; the caller closes it
    /// @param options how each new conversation is set up
    public AcpDoor(Sessions sessions, SessionOptions options, Permission permission) {
        this.sessions = sessions;
        this.options = options;
        this.permission = permission;
    }

    /// Answers until the input ends; what then still runs is cancelled and answered.
    ///
    /// @param out gets messages of the protocol, whole lines, and nothing else
    public void serve(InputStream in, OutputStream out) {
        try {
            new AcpConnection(sessions, options, permission, in, out).serve();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
