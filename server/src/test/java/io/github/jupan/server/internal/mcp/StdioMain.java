package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.McpDoor;
import io.github.jupan.server.Permission;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;

/// A server over standard input and output, for a client to start.
final class StdioMain {

    private StdioMain() {}

    public static void main(String[] arguments) {
        try (Sessions sessions = Servers.sessions()) {
            Permission permission = arguments.length == 0 ? Permission.GIVEN : Permission.valueOf(arguments[0]);
            new McpDoor(sessions, SessionOptions.DEFAULT, permission).serve(System.in, System.out);
        }
        System.exit(0);
    }
}
