package io.github.jupan.cli.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jupan.cli.options.Documents;
import io.github.jupan.cli.options.OptionValues;
import io.github.jupan.cli.options.RunLimits;
import io.github.jupan.cli.render.GutterWriter;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.models.ModelConfigurationException;
import io.github.jupan.models.Transcript;
import io.github.jupan.models.Transcripts;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.Sandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Recorded sessions, run again and compared.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = {
            "Runs recorded sessions again and compares what their code gives.",
            "",
            "The sessions go through the real agent and sandbox. FILE holds a session a line, or the journal of a"
                    + " conversation (/save, or ask --json). A block that needs"
                    + " a module which the sandbox does not have is skipped. Exit code 0: all the same; 1: something"
                    + " differs.",
            ""
        })
public final class ReplayCommand implements Callable<Integer> {

    private final Surroundings surroundings;

    @Mixin
    private final RunLimits limits = new RunLimits();

    @Option(names = "--limit", paramLabel = "N", description = "Play the first N sessions only.")
    private long limit = Long.MAX_VALUE;

    @Option(names = "--json", description = "Print one JSON object with all counts (docs/events.md).")
    private boolean json;

    @Option(names = "--seed", paramLabel = "N", description = "Cuts the recorded text into other pieces.")
    private long seed;

    @Option(
            names = "--document",
            paramLabel = "FILE",
            description = "A text that was attached; a journal holds only its name. May be repeated.")
    private final List<String> files = new ArrayList<>();

    @Parameters(paramLabel = "FILE", description = "The recording, JSON lines.")
    private String file = "";

    public ReplayCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (limit < 1) {
            throw new UsageException("--limit must be at least 1, not " + limit);
        }
        Map<String, String> documents =
                new Documents(surroundings.err()).addAll(files).texts();
        List<List<Transcript>> conversations = conversations();
        Limits bounds = limits.limits(surroundings, OptionValues.of(surroundings));
        ReplayReport report;
        try (Sandbox sandbox = surroundings.openSandbox();
                ReplayProgress progress = ReplayProgress.of(surroundings, conversations)) {
            report = new Replay(sandbox, bounds, seed, documents, progress::step).play(conversations);
        }
        show(report);
        return (report.different().isEmpty() ? ExitCode.DONE : ExitCode.NOT_ANSWERED).number();
    }

    /// The questions of a journal are one conversation, every other session is one of its own.
    private List<List<Transcript>> conversations() throws IOException {
        try {
            Path path = Path.of(file);
            try (Stream<Transcript> sessions = Transcripts.read(path)) {
                List<Transcript> wanted = sessions.limit(limit).toList();
                if (wanted.isEmpty()) {
                    throw new UsageException(file + " holds no recorded session");
                }
                return isJournal(path)
                        ? List.of(wanted)
                        : wanted.stream().map(List::of).toList();
            }
        } catch (ModelConfigurationException malformed) {
            throw new UsageException(String.valueOf(malformed.getMessage()));
        } catch (InvalidPathException invalid) {
            throw new UsageException(file + " is not a file name");
        }
    }

    private static boolean isJournal(Path path) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(path)) {
            String first =
                    lines.lines().filter(line -> !line.isBlank()).findFirst().orElse("{}");
            return new ObjectMapper().readTree(first).has("type");
        }
    }

    private void show(ReplayReport report) {
        if (json) {
            surroundings.out().print(report.json() + "\n");
            return;
        }
        Surface out = Surfaces.of(surroundings).out();
        for (Block.Different block : report.different()) {
            out.line(Style.WARNING, "session " + block.id() + ", step " + block.step());
            indented(out, "recorded", block.expected());
            indented(out, "now", block.actual());
        }
        out.line(Style.BOLD, report.summary());
        out.flush();
    }

    private static void indented(Surface out, String what, String text) {
        String label = "  %-9s ".formatted(what);
        GutterWriter lines = new GutterWriter(out, Style.DIM, label, " ".repeat(label.length()));
        lines.write(Style.PLAIN, text);
        lines.end();
    }
}
