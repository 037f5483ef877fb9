package io.github.jupan.cli.options;

import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.tools.McpTools;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/// The option that names MCP servers.
public final class McpServers {

    @Option(
            names = "--mcp",
            paramLabel = "COMMAND-OR-URL",
            description = "Let the model and its Python call the tools of this MCP server, such as"
                    + " \"npx -y @modelcontextprotocol/server-everything\". May be repeated.")
    private final List<String> servers = new ArrayList<>();

    public boolean isEmpty() {
        return servers.isEmpty();
    }

    public McpTools open(Surroundings surroundings) {
        return McpTools.of(servers, note -> surroundings.err().println("jupan: " + note));
    }
}
