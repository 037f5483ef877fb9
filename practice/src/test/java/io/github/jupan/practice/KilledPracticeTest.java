package io.github.jupan.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.practice.report.PracticeReport;
import io.github.jupan.practice.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A practice that is killed at any moment, again and again. `-Djupan.test.kills=20 -Djupan.test.exercises=250` is the
/// whole of it; usually it is a smaller one.
@Timeout(1_800)
final class KilledPracticeTest {

    private static final int KILLS = Integer.getInteger("jupan.test.kills", 4);
    private static final int EXERCISES = Integer.getInteger("jupan.test.exercises", 50);
    private static final int EPOCHS = 8;
    private static final int CHARS = 60_000;

    /// All attempts together, each with its text twice, are more than this holds.
    private static final String HEAP = "-Xmx64m";

    @TempDir
    Path path;

    @Test
    void losesAndRepeatsNoFinishedAttempt() throws Exception {
        long seed = new SplittableRandom().nextLong();
        System.out.println("seed " + seed);
        SplittableRandom random = new SplittableRandom(seed);
        Path folder = path.resolve("practice");
        Path attempts = folder.resolve("attempts.jsonl");
        Set<String> finished = new HashSet<>();
        int kills = 0;
        while (kills < KILLS) {
            long from = lines(attempts).size();
            long until = from + random.nextLong(Math.max(1, (long) EXERCISES * EPOCHS / (KILLS + 1)));
            Process process = start(folder);
            while (process.isAlive() && lines(attempts).size() <= until) {
                process.waitFor(1 + random.nextInt(10), TimeUnit.MILLISECONDS);
            }
            process.destroyForcibly().waitFor();
            kills++;
            List<String> whole = lines(attempts);
            assertThat(whole).as("after kill %d", kills).containsAll(finished);
            finished.addAll(whole);
        }
        Process last = start(folder);
        assertThat(last.waitFor()).as(Files.readString(path.resolve("out.txt"))).isZero();
        PracticeFolder practice = PracticeFolder.read(folder);
        Map<Attempt.Key, Long> made;
        try (Stream<Attempt> all = practice.attempts()) {
            made = all.map(Attempt::key)
                    .collect(
                            java.util.stream.Collectors.groupingBy(key -> key, java.util.stream.Collectors.counting()));
        }
        assertThat(made)
                .hasSize(EXERCISES * EPOCHS)
                .allSatisfy((key, count) -> assertThat(count).isOne());
        assertThat(lines(attempts)).containsAll(finished).hasSize(EXERCISES * EPOCHS);
        PracticeReport report = Reports.of(practice, List.of(1));
        assertThat(report.accuracy()).isEqualTo(1);
        assertThat(report.open()).isZero();
        System.out.println(KILLS + " kills, " + made.size() + " attempts, heap " + HEAP + ", last: "
                + Files.readString(path.resolve("out.txt")).strip());
    }

    private Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PracticeProcess.class.getName(),
                        folder.toString(),
                        String.valueOf(EXERCISES),
                        String.valueOf(EPOCHS),
                        String.valueOf(CHARS))
                .redirectErrorStream(true)
                .redirectOutput(path.resolve("out.txt").toFile())
                .start();
    }

    /// Those that a newline ends.
    private static List<String> lines(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(List.of(Files.readString(file).split("\n", -1)));
        lines.removeLast();
        return lines;
    }
}
