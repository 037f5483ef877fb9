package io.github.jupan.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.bench.measure.Finding;
import io.github.jupan.bench.measure.Finding.Figure;
import io.github.jupan.bench.measure.Finding.Verdict;
import io.github.jupan.bench.sandbox.Loop;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {

    @Test
    void namesARowOnceAndThenWhatItIsComparedWith() {
        var out = new ByteArrayOutputStream();
        var finding = new Finding(
                List.of(new Figure("jupan", "2 ms"), Figure.missing("python3 -c", "it is not there")), Verdict.MISSED);
        new Table(new PrintStream(out, true, UTF_8)).add(new Loop(), finding);
        assertThat(out.toString(UTF_8)).isEqualToNormalizingNewlines("""
            | row | must reach | who | measured | reached |
            | --- | --- | --- | --- | --- |
            | loop: a loop of 3 million steps | p50 ≤ 3 × python3 | jupan | 2 ms | no |
            |  |  | python3 -c | skipped: it is not there |  |
            """);
    }

    @Test
    void aVerdictIsAsGoodAsItsWorstPart() {
        assertThat(Verdict.of(5, 5)).isEqualTo(Verdict.REACHED);
        assertThat(Verdict.of(5.1, 5)).isEqualTo(Verdict.MISSED);
        assertThat(Verdict.REACHED.and(Verdict.MISSED)).isEqualTo(Verdict.MISSED);
        assertThat(Verdict.NOT_MEASURED.and(Verdict.MISSED)).isEqualTo(Verdict.NOT_MEASURED);
    }
}
