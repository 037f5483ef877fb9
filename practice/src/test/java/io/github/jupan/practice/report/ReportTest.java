package io.github.jupan.practice.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Usage;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.AttemptLog;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeSettings;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Score;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;

final class ReportTest {

    @TempDir
    Path path;

    @Test
    void theFiguresAreThoseOfTheAttempts() {
        PracticeReport report = Reports.of(attempted(), List.of(1, 2, 4));
        assertThat(report.exercises()).isEqualTo(3);
        assertThat(report.open()).isEqualTo(12 + 12 - 16);
        assertThat(report.failed()).isEqualTo(1);
        PracticeReport.InMode code = report.modes().stream()
                .filter(mode -> mode.mode() == Mode.CODE)
                .findFirst()
                .orElseThrow();
        // always: 4 of 4, sometimes: 1 of 4, never: 0 of 4.
        assertThat(code.accuracy()).isCloseTo((1 + 0.25 + 0) / 3, within(1e-12));
        assertThat(code.standardError()).isCloseTo(0.3004626062886658, within(1e-12));
        assertThat(code.passAt().get(1)).isCloseTo(code.accuracy(), within(1e-12));
        assertThat(code.passAt().get(2)).isCloseTo((1 + 0.5 + 0) / 3, within(1e-12));
        assertThat(code.passAt().get(4)).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(code.always()).isEqualTo(1);
        assertThat(code.never()).isEqualTo(1);
        assertThat(code.shares())
                .containsEntry("ran_code", 1.0)
                .containsEntry("repaired", 0.25)
                .containsEntry("computed", 5 / 12.0);
        assertThat(code.byExercise())
                .containsExactly(Map.entry("always", 1.0), Map.entry("sometimes", 0.25), Map.entry("never", 0.0));
        assertThat(code.lengths())
                .containsExactly(new PracticeReport.Bin(0, 32, 4, 1.0), new PracticeReport.Bin(64, 128, 8, 0.125));
        assertThat(code.outcomes()).containsExactly(Map.entry("answered", 12));
    }

    @Test
    void theTableAndTheJsonSayTheSame() {
        PracticeReport report = Reports.of(attempted(), List.of(1, 4));
        assertThat(Reports.text(report))
                .contains("accuracy                      25.0%           41.7% ± 30.0\n")
                .contains("vote of 4                     0.0%            33.3%\n")
                .endsWith("8 of the attempts are still to be made, 1 of them after a failure\n");
        assertThat(Reports.json(report).at("/results/1/accuracy").asDouble()).isCloseTo(0.4166666, within(1e-6));
        assertThat(Reports.json(report).at("/results/0/standard_error").isNull())
                .isTrue();
    }

    @Test
    void thePageIsWholeAndEscapesWhatItIsGiven() throws Exception {
        PracticeFolder folder = attempted();
        PracticeReport report = Reports.of(folder, List.of(1, 2, 4));
        Reports.write(report, folder);
        String page = Files.readString(path.resolve("report.html"));
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script")
                .doesNotContain("http://")
                .doesNotContain("https://")
                .contains("prefers-color-scheme: dark")
                .doesNotContain("NaN");
        List<String> plots = new ArrayList<>();
        for (int at = page.indexOf("<svg"); at >= 0; at = page.indexOf("<svg", at + 1)) {
            plots.add(page.substring(at, page.indexOf("</svg>", at) + "</svg>".length()));
        }
        assertThat(plots).hasSize(3);
        for (String plot : plots) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(plot)));
        }
        assertThat(Files.readString(path.resolve("report.json"))).contains("\"pass_at\"");
    }

    @Test
    void aFolderWithoutAttemptsHasAReportToo() throws IOException {
        PracticeFolder folder = folder();
        PracticeReport report = Reports.of(folder, List.of(1));
        assertThat(report.modes()).isEmpty();
        assertThat(Reports.text(report)).contains("24 of the attempts are still to be made");
        Reports.write(report, folder);
        assertThat(path.resolve("report.html")).exists();
    }

    private PracticeFolder folder() {
        return PracticeFolder.write(
                path,
                new PracticeSettings(
                        ModelSettings.of("scripted"),
                        List.of(Mode.DIRECT, Mode.CODE),
                        4,
                        7,
                        "number",
                        "",
                        Instant.EPOCH),
                List.of(
                        Exercise.of("always", "<script>alert(1)</script>", "1"),
                        Exercise.of("sometimes", "2?", "2"),
                        Exercise.of("never", "3?", "3")));
    }

    /// In code 4 of 4, 1 of 4 and 0 of 4 are right; directly 1 of 4 at one exercise.
    private PracticeFolder attempted() {
        PracticeFolder folder = folder();
        try (AttemptLog log = AttemptLog.open(folder)) {
            for (int epoch = 1; epoch <= 4; epoch++) {
                log.add(attempt("always", Mode.CODE, epoch, true, 20));
                log.add(attempt("sometimes", Mode.CODE, epoch, epoch == 2, 100));
                log.add(attempt("never", Mode.CODE, epoch, false, 100));
                log.add(attempt("sometimes", Mode.DIRECT, epoch, epoch == 1, 10));
            }
            log.add(new Attempt.Failed(new Attempt.Key("never", Mode.DIRECT, 1), Instant.EPOCH, "no", true));
            log.add(new Attempt.Failed(new Attempt.Key("never", Mode.CODE, 1), Instant.EPOCH, "no", true));
        }
        return folder;
    }

    private static Attempt attempt(String exercise, Mode mode, int epoch, boolean right, long tokens) {
        Rollout.Run done = new Rollout.Run(2, 1, Rollout.Status.COMPLETED, "1", "", Duration.ZERO);
        Rollout.Run raised = new Rollout.Run(1, 1, Rollout.Status.RAISED, "", "NameError", Duration.ZERO);
        Rollout rollout = new Rollout(
                epoch,
                Rollout.ANSWERED,
                "1",
                List.of(),
                mode == Mode.DIRECT ? List.of() : epoch == 3 ? List.of(raised, done) : List.of(done),
                List.of(new Evidence(
                        "1", 0, 1, right ? new Evidence.Source.Computed(1) : new Evidence.Source.Neither())),
                new Usage(50, tokens, true),
                Instant.EPOCH,
                Duration.ofMillis(10),
                Duration.ofMillis(100));
        Score score = right ? Score.right("r") : Score.wrong("w" + epoch % 2, "");
        return new Attempt(new Attempt.Key(exercise, mode, epoch), ModelSettings.of("scripted"), rollout, score);
    }
}
