package io.github.jupan.cli;

import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.McpServers;
import io.github.jupan.cli.session.Repl;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.tools.McpTools;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `jupan` without a command: a session at the terminal.
@Command(
        name = "jupan",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Lets a language model use code: it writes Python, a sandbox runs it, and the answer is exact.",
            "",
            "Without a command: a session at the terminal.",
            ""
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:Answered; the code ran to its end; the recording gave the same.",
            "1:Not answered; the code raised; the recording gave something else.",
            "2:Usage: the command line, or a file or an MCP server named on it.",
            "3:The model is not configured, cannot be reached, or refused.",
            "4:The sandbox could not be started.",
            "5:The code was stopped at a limit (jupan run).",
            "130:Ctrl-C."
        },
        footer = {
            "",
            "Try: jupan ask \"How many r's are in strawberry?\"",
        })
final class JupanCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final McpServers servers = new McpServers();

    @Option(names = "--document", paramLabel = "FILE", description = "A text to attach (UTF-8); may be repeated.")
    private final List<String> documents = new ArrayList<>();

    @Option(
            names = "--resume",
            paramLabel = "ID",
            description = "Go on with an earlier session and its model; jupan sessions lists them.")
    private @Nullable String resume;

    JupanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (!surroundings.isTerminal(StandardStream.IN) || !surroundings.isTerminal(StandardStream.OUT)) {
            throw new UsageException(
                    "a session needs a terminal; without one: jupan ask \"How many r's are in strawberry?\","
                            + " or jupan --help");
        }
        try (McpTools tools = servers.open(surroundings)) {
            return Repl.start(
                            surroundings,
                            asking.setup(surroundings),
                            documents,
                            tools.definitions(),
                            Optional.ofNullable(resume))
                    .number();
        }
    }
}
