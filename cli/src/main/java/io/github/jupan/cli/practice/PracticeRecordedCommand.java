package io.github.jupan.cli.practice;

import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.RecordedSessions;
import io.github.jupan.practice.Scorers;
import io.github.jupan.practice.report.PracticeReport;
import io.github.jupan.practice.report.Reports;
import io.github.jupan.sandbox.Sandbox;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A practice of what others recorded.
@Command(
        name = "recorded",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = "Reads sessions that others recorded (the form of jupan replay) as attempts, and scores them.")
public final class PracticeRecordedCommand implements Runnable {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "FILE", description = "The recording, JSON lines.")
    private Path file = Path.of("");

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The practice folder to make.")
    private Path folder = Path.of("");

    @Option(names = "--scorer", paramLabel = "NAME", defaultValue = "auto", description = "Default: auto.")
    private String scorer = "auto";

    public PracticeRecordedCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        try (Sandbox sandbox = surroundings.openSandbox()) {
            String model = String.valueOf(file.getFileName()).replaceFirst("\\.jsonl?$", "");
            PracticeFolder made = RecordedSessions.score(file, folder, model, Scorers.of(scorer, () -> sandbox));
            PracticeReport report = Reports.of(made, List.of(1));
            Reports.write(report, made);
            surroundings.out().print(Reports.text(report));
        }
    }
}
