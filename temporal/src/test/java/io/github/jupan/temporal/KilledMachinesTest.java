package io.github.jupan.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Outcome;
import io.github.jupan.testkit.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Workers in processes of their own, of which those at work are killed; on a real server, as the SDK's test server
/// goes on handing work to those who are gone.
@Timeout(900)
final class KilledMachinesTest {

    @TempDir
    private Path folder;

    private final List<Process> machines = new ArrayList<>();

    @Test
    void nothingIsLostOfAQuestionWhoseWorkersAreKilled() throws Exception {
        Optional<TestTemporal> real = TestTemporal.real();
        assumeTrue(real.isPresent(), "no server is named by -Djupan.temporal=");
        try (TestTemporal temporal = real.orElseThrow()) {
            answersThroughKills(temporal);
        }
    }

    private void answersThroughKills(TestTemporal temporal) throws Exception {
        try (TemporalServer server = TemporalServer.connect(temporal.address())) {
            start(temporal);
            start(temporal);
            await(lines -> lines.stream()
                            .filter(line -> line.startsWith("worker begins"))
                            .count()
                    == 2);
            DurableAsking asking = new DurableQuestions(server)
                    .start(DurableQuestion.of("Count"), UUID.randomUUID().toString());
            Duration turn = kill("turn 2 begins");
            start(temporal);
            Duration run = kill("run begins");
            Recording<AgentEvent> heard = new Recording<>();
            Outcome outcome = asking.await(heard::accept);
            System.out.printf("from the kill to going on: a turn %s, a run %s%n", turn, run);

            assertThat(outcome)
                    .isInstanceOfSatisfying(
                            Outcome.Answered.class,
                            answered -> assertThat(answered.text()).isEqualTo("It is 7."));
            assertThat(heard.only(AgentEvent.TurnStarted.class)).hasSize(3);
            assertThat(heard.only(AgentEvent.RunEnded.class)).hasSize(2);
            assertThat(times())
                    .isEqualTo(Map.of(
                            "worker begins", 3L,
                            "turn 1 begins", 1L,
                            "turn 1 ends", 1L,
                            "turn 2 begins", 2L,
                            "turn 2 ends", 1L,
                            "run begins", 2L,
                            "run ends", 1L,
                            "turn 3 begins", 1L,
                            "turn 3 ends", 1L));
        } finally {
            machines.forEach(Process::destroyForcibly);
        }
    }

    /// Kills the worker that is the first to say this.
    ///
    /// @return how long it takes until another says it
    private Duration kill(String begun) throws Exception {
        await(lines -> lines.stream().anyMatch(line -> line.startsWith(begun)));
        long process = lines().stream()
                .filter(line -> line.startsWith(begun))
                .map(line -> Long.parseLong(line.substring(begun.length() + 1)))
                .findFirst()
                .orElseThrow();
        long killed = System.nanoTime();
        ProcessHandle.of(process).orElseThrow().destroyForcibly();
        await(lines -> lines.stream().filter(line -> line.startsWith(begun)).count() == 2);
        return Duration.ofNanos(System.nanoTime() - killed);
    }

    private void start(TestTemporal temporal) throws IOException {
        machines.add(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MachineProcess.class.getName(),
                        temporal.address().toString(),
                        folder.resolve("log").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    private Map<String, Long> times() throws IOException {
        return lines().stream()
                .map(line -> line.substring(0, line.lastIndexOf(' ')))
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
    }

    private List<String> lines() throws IOException {
        Path log = folder.resolve("log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    private void await(Predicate<List<String>> holds) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(5).toNanos();
        while (!holds.test(lines())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("it does not come to be within 5 minutes: " + lines());
            }
            Thread.sleep(10);
        }
    }
}
