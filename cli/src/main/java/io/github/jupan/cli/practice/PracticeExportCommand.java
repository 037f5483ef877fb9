package io.github.jupan.cli.practice;

import io.github.jupan.cli.options.OptionValues;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.report.PracticeExport;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A practice for others' tools.
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Writes a practice in the form of others' tools.",
            "",
            "inspect: logs for inspect view; chat: the right attempts as messages; trl-prompt and verl: the"
                    + " exercises; trl-preference: a right attempt beside a wrong one; lm-eval: samples and results.",
            ""
        })
public final class PracticeExportCommand implements Runnable {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "DIR", description = "The practice folder.")
    private Path folder = Path.of("");

    @Option(names = "--format", required = true, paramLabel = "FORMAT", description = "One of these.")
    private String format = "";

    @Option(names = "--to", paramLabel = "DIR", description = "Default: a folder in it, by the format's name.")
    private @Nullable Path to;

    public PracticeExportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        PracticeExport.Format form = OptionValues.read("format", format, PracticeExportCommand::format);
        Path target = to == null ? folder.resolve(format.strip().toLowerCase(Locale.ROOT)) : to;
        for (Path file : PracticeExport.write(PracticeFolder.read(folder), form, target)) {
            surroundings.out().print(file + "\n");
        }
    }

    private static PracticeExport.Format format(String text) {
        return Arrays.stream(PracticeExport.Format.values())
                .filter(form -> form.name().equalsIgnoreCase(text.strip().replace('-', '_')))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "takes inspect, chat, trl-prompt, trl-preference, verl or lm-eval, not " + text));
    }
}
