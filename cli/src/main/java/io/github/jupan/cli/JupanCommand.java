package io.github.jupan.cli;

import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.McpServers;
import io.github.jupan.cli.session.Repl;
import io.github.jupan.cli.session.SessionList;
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
        customSynopsis = {"jupan [OPTIONS] [QUESTION]", "jupan COMMAND [OPTIONS] …"},
        description = {
            "Lets a language model use code: it writes Python, a sandbox runs it, and the answer is exact.",
            "",
            "With a question it is answered, as by jupan ask; without one, a session at the terminal."
                    + " Text piped in is the question, or a document beside one.",
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
            "6:Standard output could not be written, because the disk is full for example.",
            "130:Ctrl-C.",
            "141:Whoever read standard output has gone."
        },
        footer = {
            "",
            "Try: jupan \"How many r's are in strawberry?\"",
        })
final class JupanCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final AskOptions asking = new AskOptions();

    @Mixin
    private final McpServers servers = new McpServers();

    @Option(
            names = {"-d", "--document"},
            paramLabel = "FILE",
            description = "A text to attach (UTF-8); may be repeated.")
    private final List<String> documents = new ArrayList<>();

    @Option(
            names = "--resume",
            paramLabel = "ID",
            description = "Go on with an earlier session and its model; jupan sessions lists them.")
    private @Nullable String resume;

    @Option(
            names = {"-c", "--continue"},
            description = "Go on with the last conversation.")
    private boolean goesOn;

    @Option(names = "--plain", description = "Show texts as they come: no colours, Markdown as it was written.")
    private boolean plain;

    @Option(names = "--ask-permission", description = "Show each program and ask before it runs.")
    private boolean asksPermission;

    JupanCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException {
        if (!surroundings.isTerminal(StandardStream.IN) || !surroundings.isTerminal(StandardStream.OUT)) {
            throw new UsageException(
                    "a session needs a terminal; without one: jupan \"How many r's are in strawberry?\","
                            + " or jupan --help");
        }
        try (McpTools tools = servers.open(surroundings)) {
            String id = goesOn ? SessionList.LAST : resume;
            return Repl.start(
                            plain ? surroundings.plain() : surroundings,
                            asking.setup(surroundings),
                            new Repl.Beginning(documents, tools.definitions(), Optional.ofNullable(id), asksPermission))
                    .number();
        }
    }
}
