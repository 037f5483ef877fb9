package io.github.jupan.cli;

import io.github.jupan.server.McpDoor;
import io.github.jupan.tools.McpTools;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// A server of the Model Context Protocol, for the program that started it.
@Command(
        name = "mcp",
        mixinStandardHelpOptions = true,
        versionProvider = JupanCommand.Version.class,
        description = {
            "Serves the Model Context Protocol over standard input and output (docs/mcp.md).",
            "",
            "Programs such as Claude Desktop, Claude Code, VS Code and Cursor start it; it ends with its input."
                    + " --model is the model that the tool ask asks.",
            ""
        })
final class McpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final McpServers servers = new McpServers();

    McpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Setup setup = asking.setup(surroundings);
        try (McpTools tools = servers.open(surroundings);
                OpenSessions open = OpenSessions.of(surroundings, setup, tools.definitions())) {
            new McpDoor(open.sessions(), setup.options()).serve(surroundings.in(), surroundings.out());
        }
        return ExitCode.DONE.number();
    }
}
