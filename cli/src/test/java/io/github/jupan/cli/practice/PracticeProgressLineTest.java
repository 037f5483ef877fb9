package io.github.jupan.cli.practice;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.practice.PracticeProgress;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PracticeProgressLineTest {

    @Test
    void saysWhatIsRightAndWhatIsLeft() {
        assertThat(PracticeProgressLine.text(progress(0, 0, 0, Optional.empty())))
                .isEqualTo("0/80, 0 tokens");
        assertThat(PracticeProgressLine.text(progress(40, 25, 2, Optional.of(Duration.ofSeconds(754)))))
                .isEqualTo("40/80, 25 right (62.5%), 2 failed, 4000 tokens, 12 min 34 s left");
        assertThat(PracticeProgressLine.text(progress(3, 1, 0, Optional.of(Duration.ofMinutes(125)))))
                .isEqualTo("3/80, 1 right (33.3%), 300 tokens, 2 h 05 min left");
    }

    @Test
    void isALineNowAndThenWhereNoCursorMoves() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PracticeProgressLine line =
                new PracticeProgressLine(new Surface(new PrintStream(out, true, StandardCharsets.UTF_8), Set.of()));
        for (int second = 1; second <= 150; second++) {
            line.onProgress(new PracticeProgress(second, 0, 0, 200, 0, Duration.ofSeconds(second), Optional.empty()));
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .containsExactly("60/200, 0 right (0.0%), 0 tokens", "120/200, 0 right (0.0%), 0 tokens");
    }

    private static PracticeProgress progress(int finished, int right, int failed, Optional<Duration> left) {
        return new PracticeProgress(finished, right, failed, 80, 100L * finished, Duration.ofSeconds(9), left);
    }
}
