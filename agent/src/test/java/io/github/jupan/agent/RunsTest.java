package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.sandbox.Execution;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A conversation without end takes no memory without end.
class RunsTest {

    private final Runs runs = new Runs();

    @Test
    void keepsWhatTheLatestRunsComputed() {
        for (int run = 1; run <= 1_500; run++) {
            recall(run, "");
        }
        assertThat(runs.computed()).hasSize(1_000);
        assertThat(runs.computed().getFirst()).isEqualTo(new Runs.Computed(501, "\n501"));
        assertThat(runs.count()).isEqualTo(1_500);
    }

    @Test
    void keepsSoManyCharactersOfIt() {
        for (int run = 1; run <= 5; run++) {
            recall(run, "x".repeat(1_000_000));
        }
        assertThat(runs.computed()).extracting(Runs.Computed::run).containsExactly(3, 4, 5);
    }

    private void recall(int run, String printed) {
        runs.recall(new Past.Ran(
                run,
                "",
                new Execution.Completed(Integer.toString(run), new Execution.Output(printed, ""), Duration.ZERO),
                List.of()));
    }
}
