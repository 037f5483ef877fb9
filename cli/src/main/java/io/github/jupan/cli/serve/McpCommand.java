package io.github.jupan.cli.serve;

import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.McpServers;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.options.StoreOption;
import io.github.jupan.cli.session.OpenSessions;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.server.McpDoor;
import io.github.jupan.server.Permission;
import io.github.jupan.tools.McpTools;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// A server of the Model Context Protocol, for the program that started it.
@Command(
        name = "mcp",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Serves the Model Context Protocol over standard input and output (docs/mcp.md).",
            "",
            "Programs such as Claude Desktop, Claude Code, VS Code and Cursor start it; it ends with its input."
                    + " --model is the model that the tool ask asks.",
            ""
        })
public final class McpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final McpServers servers = new McpServers();

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(
            names = "--ask-permission",
            description = "Have the client ask its user before each run of code; one that cannot gets none run.")
    private boolean askPermission;

    public McpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Setup setup = asking.setup(surroundings);
        Permission permission = askPermission ? Permission.ASKED : Permission.GIVEN;
        try (McpTools tools = servers.open(surroundings);
                OpenSessions open = OpenSessions.of(surroundings, setup, tools.definitions(), store)) {
            new McpDoor(open.sessions(), setup.options(), permission).serve(surroundings.in(), surroundings.out());
        }
        return ExitCode.DONE.number();
    }
}
