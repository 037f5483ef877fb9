package io.github.jupan.cli.serve;

import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.DurationReader;
import io.github.jupan.cli.options.OptionValues;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// This machine's part of work that a Temporal server keeps.
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Works for a Temporal server, with this machine's models, until it is told to end"
                    + " (docs/how-to/temporal.md).",
            "",
            "What is asked comes from jupan practice --on, with a model's name; the address and the key that lead to"
                    + " the model are this machine's own, as every command finds them.",
            ""
        },
        footer = {"", "jupan worker --on temporal://temporal.example.com:7233 --max-connections 8"})
public final class WorkerCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Option(
            names = "--on",
            required = true,
            paramLabel = "ADDRESS",
            description = "The server, as temporal://HOST[:PORT][/NAMESPACE]. Default: port 7233, namespace default.")
    private String on = "";

    @Option(names = "--max-connections", paramLabel = "N", description = "Attempts at the same time. Default: 2.")
    private int connections = 2;

    @Option(
            names = {"-m", "--model"},
            paramLabel = "MODEL",
            description = "The model that --base-url leads to. Default: the configured one.")
    private @Nullable String model;

    @Option(names = "--base-url", paramLabel = "URL", description = "Where that model is.")
    private @Nullable String baseUrl;

    @Option(
            names = "--drain",
            paramLabel = "TIME",
            description = "When told to end, let attempts go on for this time; another worker makes those that have not"
                    + " ended then. Default: 30s.")
    private @Nullable String drain;

    public WorkerCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (connections < 1) {
            throw new UsageException("--max-connections must be at least 1, not " + connections);
        }
        Duration patience =
                drain == null ? Duration.ofSeconds(30) : OptionValues.read("drain", drain, DurationReader::read);
        if (model == null && baseUrl != null) {
            throw new UsageException("--base-url is where a model is: name it with --model");
        }
        AskOptions asking = model == null ? new AskOptions() : AskOptions.ofModel(model, baseUrl);
        Working.until(surroundings, on, connections, asking.setup(surroundings), patience);
        return ExitCode.DONE.number();
    }
}
