package io.github.jupan.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jupan.bench.measure.Bench.Effort;
import io.github.jupan.bench.measure.Row;
import io.github.jupan.bench.sandbox.LiveSnippet;
import io.github.jupan.bench.sandbox.Loop;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArgumentsTest {

    private static final Row LIVE = new LiveSnippet();
    private static final Row LOOP = new Loop();
    private static final List<Row> ALL = List.of(LIVE, LOOP);

    @Test
    void withoutWordsEverythingIsMeasured() {
        assertThat(Arguments.of(List.of(), ALL)).isEqualTo(new Arguments(ALL, Effort.FULL));
    }

    @Test
    void rowsAreChosenByName() {
        assertThat(Arguments.of(List.of("loop", "--quick"), ALL)).isEqualTo(new Arguments(List.of(LOOP), Effort.QUICK));
    }

    @Test
    void anUnknownWordIsToldWhichThereAre() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Arguments.of(List.of("lop"), ALL))
                .withMessage("there is no row lop; there are live, loop");
    }

    @Test
    void helpNamesEveryRow() {
        assertThat(Arguments.of(List.of("loop", "--help"), ALL).rows()).isEmpty();
        assertThat(Main.ROWS)
                .allSatisfy(row -> assertThat(Arguments.help(Main.ROWS))
                        .contains("  " + row.name() + " ")
                        .contains(row.what()));
    }
}
