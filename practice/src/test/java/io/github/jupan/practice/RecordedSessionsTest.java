package io.github.jupan.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jupan.practice.report.PracticeReport;
import io.github.jupan.practice.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RecordedSessionsTest {

    private static final Scorer NUMBER = Scorers.of("number", () -> {
        throw new AssertionError("no sandbox is needed");
    });

    @TempDir
    Path folder;

    @Test
    void aSessionIsAnAttempt() throws IOException {
        Path file = Files.writeString(folder.resolve("r.jsonl"), """
            {"id": "x", "question": "6 * 7?", "expected": "42", "steps": [{"text": "So:", "code": "6 * y",\
             "output": "NameError: name 'y' is not defined"}, {"text": "", "code": "6 * 7", "output": "42"},\
             {"text": "It is \\\\boxed{42}."}]}
            {"id": "y", "question": "6 * 7?", "expected": "42", "steps": [{"text": "So:", "code": "6", "output": "6"}]}
            """);
        PracticeFolder practice = RecordedSessions.score(file, folder.resolve("out"), "a model", NUMBER);
        List<Attempt> attempts;
        try (Stream<Attempt> all = practice.attempts()) {
            attempts = all.toList();
        }
        assertThat(attempts).extracting(Attempt::isRight).containsExactly(true, false);
        Rollout rollout = attempts.getFirst().rollout();
        assertThat(rollout.pieces())
                .extracting(piece -> piece.author() + " " + piece.kind() + " " + piece.turn())
                .containsExactly(
                        "USER QUESTION 0",
                        "MODEL TEXT 1",
                        "MODEL CODE 1",
                        "RUNTIME RESULT 1",
                        "MODEL CODE 2",
                        "RUNTIME RESULT 2",
                        "MODEL TEXT 3");
        assertThat(rollout.runs())
                .extracting(run -> run.status() + " " + run.value() + run.error())
                .containsExactly("RAISED NameError", "COMPLETED 42");
        assertThat(attempts.getLast().rollout().outcome()).isEqualTo("step_limit");
        assertThatThrownBy(() -> RecordedSessions.score(file, folder.resolve("out"), "a model", NUMBER))
                .hasMessageContaining("holds a practice already");
    }

    /// The right ones by a reading of its own, in Python: the last `\boxed{}` of the last step, or else its last
    /// number, against `expected` as a float. ToRA's are one more by it: the 3 of an answer that ends in 1/3.
    @ParameterizedTest
    @CsvSource({"mathcoder-70b-gsm8k, 555, 555", "tora-34b-gsm8k, 1318, 1061"})
    void theRecordedAccuracyIsFound(String name, int sessions, int right) {
        Path file = SharedData.file("transcripts/" + name + ".jsonl");
        PracticeFolder practice = RecordedSessions.score(file, folder.resolve(name), name, NUMBER);
        PracticeReport.InMode mode = Reports.of(practice, List.of(1)).modes().getFirst();
        assertThat(mode.attempts()).isEqualTo(sessions);
        assertThat(Math.round(mode.accuracy() * sessions)).isEqualTo(right);
        assertThat(mode.shares().get("ran_code")).isGreaterThan(0.9);
    }
}
