package io.github.jupan.cli.practice;

import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.report.PracticeReport;
import io.github.jupan.practice.report.Reports;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// A practice as it stands.
@Command(
        name = "report",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        description = "Shows a practice as it stands, and writes its report anew.")
public final class PracticeReportCommand implements Runnable {

    private final Surroundings surroundings;

    @Parameters(paramLabel = "DIR", description = "The practice folder.")
    private Path path = Path.of("");

    @Option(names = "--pass-at", paramLabel = "LIST", split = ",", description = "The k of pass@k and of votes.")
    private final List<Integer> passAt = new ArrayList<>();

    @Option(names = "--json", description = "Print it as JSON.")
    private boolean json;

    public PracticeReportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        PracticeFolder folder = PracticeFolder.read(path);
        List<Integer> counts = passAt.isEmpty() ? doubles(folder.settings().epochs()) : passAt;
        counts.forEach(k -> PracticeCommand.atLeastOne("--pass-at", k));
        PracticeReport report = Reports.of(folder, counts);
        Reports.write(report, folder);
        surroundings.out().print(json ? Reports.json(report) + "\n" : Reports.text(report));
    }

    static List<Integer> doubles(int epochs) {
        List<Integer> doubles = new ArrayList<>();
        for (int k = 1; k <= epochs; k *= 2) {
            doubles.add(k);
        }
        return doubles;
    }
}
