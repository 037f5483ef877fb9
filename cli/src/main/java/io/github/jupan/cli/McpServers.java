package io.github.jupan.cli;

import io.github.jupan.tools.McpTools;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The option that names MCP servers.
final class McpServers {

    @Option(
            names = "--mcp",
            paramLabel = "COMMAND-OR-URL",
            description = "Let the model and its Python call the tools of this MCP server, such as"
                    + " \"npx -y @modelcontextprotocol/server-everything\". May be repeated.")
    private final List<String> servers = new ArrayList<>();

    boolean isEmpty() {
        return servers.isEmpty();
    }

    McpTools open(Surroundings surroundings) {
        return McpTools.of(servers, note -> surroundings.err().println("jupan: " + note));
    }
}
