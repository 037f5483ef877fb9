package io.github.jupan.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.jupan.practice.AnsweringModel;
import io.github.jupan.practice.Practice;
import io.github.jupan.practice.PracticeFolder;
import io.github.jupan.practice.PracticeProgress;
import io.github.jupan.practice.Scorers;
import io.github.jupan.practice.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A practice by two workers of which one is killed again and again. `-Djupan.test.attempts=500 -Djupan.test.every=20`
/// is the whole of it; usually it is a smaller one.
@Timeout(value = 20, unit = TimeUnit.MINUTES)
final class KilledWorkersTest {

    private static final int ATTEMPTS = Integer.getInteger("jupan.test.attempts", 100);
    private static final int EVERY = Integer.getInteger("jupan.test.every", 25);
    private static final int CONNECTIONS = 3;
    private static final int PAUSE_MS = 50;

    @TempDir
    Path path;

    private final List<Process> workers = new ArrayList<>();

    /// Whether workers keep workflows: see [TestWorkers].
    private boolean keeps;

    @AfterEach
    void killAll() {
        workers.forEach(Process::destroyForcibly);
    }

    @Test
    void losesAndRepeatsNothing() throws Exception {
        try (TestTemporal temporal = TestTemporal.inThisJvm()) {
            practise(temporal);
        }
    }

    @Test
    void losesAndRepeatsNothingWithARealServer() throws Exception {
        Optional<TestTemporal> real = TestTemporal.real();
        assumeThat(real).as("-Djupan.temporal names no server").isPresent();
        try (TestTemporal temporal = real.orElseThrow()) {
            keeps = true;
            practise(temporal);
        }
    }

    private void practise(TestTemporal temporal) throws Exception {
        PracticeFolder here = Practised.folder(path.resolve("here"), ATTEMPTS / 2, 2);
        new Practice(
                        AnsweringModel.source(Practised::answer),
                        Practised.NONE,
                        Scorers.of("number", () -> Practised.NONE))
                .run(here);
        PracticeFolder there = Practised.folder(path.resolve("there"), ATTEMPTS / 2, 2);
        for (int i = 0; i < 2; i++) {
            workers.add(start(temporal));
        }
        AtomicInteger kills = new AtomicInteger();
        long began = System.nanoTime();
        PracticeProgress end;
        try (TemporalServer server = TemporalServer.connect(temporal.address())) {
            end = new Practice(
                            new TemporalRollouts(server, Practised.OPTIONS, System.out::println),
                            Scorers.of("number", () -> Practised.NONE))
                    .listener(progress -> {
                        if (progress.finished() % EVERY == 0 && progress.finished() < ATTEMPTS) {
                            killOne(temporal, kills);
                        }
                    })
                    .run(there);
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(end.finished()).isEqualTo(ATTEMPTS);
        assertThat(end.failed()).isZero();
        assertThat(Practised.attempts(there)).hasSize(ATTEMPTS).isEqualTo(Practised.attempts(here));
        assertThat(Reports.of(there, List.of(1)).accuracy())
                .isEqualTo(Reports.of(here, List.of(1)).accuracy());
        List<String> asked = Files.readAllLines(path.resolve("asked"));
        System.out.println(ATTEMPTS + " attempts, " + kills + " kills, " + took.toSeconds() + " s; the model was asked "
                + asked.size() + " times");
        assertThat(kills.get()).isEqualTo(ATTEMPTS / EVERY - 1);
        assertThat(asked.size())
                .as("what was under way with a killed worker is made again, and nothing else")
                .isBetween(ATTEMPTS, ATTEMPTS + kills.get() * CONNECTIONS);
    }

    private synchronized void killOne(TestTemporal temporal, AtomicInteger kills) {
        try {
            workers.removeFirst().destroyForcibly().waitFor();
            kills.incrementAndGet();
            workers.add(start(temporal));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Process start(TestTemporal temporal) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WorkerProcess.class.getName(),
                        temporal.address().toString(),
                        String.valueOf(CONNECTIONS),
                        path.resolve("asked").toString(),
                        String.valueOf(PAUSE_MS),
                        String.valueOf(keeps))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        path.resolve("workers.txt").toFile()))
                .start();
    }
}
