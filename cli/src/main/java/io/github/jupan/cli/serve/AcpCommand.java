package io.github.jupan.cli.serve;

import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.McpServers;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.options.StoreOption;
import io.github.jupan.cli.session.OpenSessions;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.server.AcpDoor;
import io.github.jupan.server.Permission;
import io.github.jupan.tools.McpTools;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// An agent for editors.
@Command(
        name = "acp",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Serves an editor that speaks the Agent Client Protocol, over standard input and output.",
            "",
            "An editor such as Zed, JetBrains' IDEs, Neovim or Emacs starts it (docs/acp.md).",
            ""
        })
public final class AcpCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final McpServers servers = new McpServers();

    @Mixin
    private final StoreOption store = new StoreOption();

    @Option(names = "--ask-permission", description = "Ask in the editor before each run of code.")
    private boolean askPermission;

    public AcpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        Setup setup = asking.setup(surroundings);
        setup.sayNotes(surroundings);
        Permission permission = askPermission ? Permission.ASKED : Permission.GIVEN;
        try (McpTools tools = servers.open(surroundings);
                OpenSessions open = OpenSessions.of(surroundings, setup, tools.definitions(), store)) {
            new AcpDoor(open.sessions(), setup.options(), permission).serve(surroundings.in(), surroundings.out());
        }
        return ExitCode.DONE.number();
    }
}
