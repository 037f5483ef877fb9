package io.github.jupan.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayReportTest {

    private static final Block SAME = new Block.Same();

    @Test
    void countsEveryBlockOnce() {
        ReplayReport report = ReplayReport.of(List.of(
                List.of(SAME, new Block.Different("7", 2, "1", "2")),
                List.of(SAME, SAME, new Block.Skipped("sympy"), new Block.Skipped("sympy")),
                List.of(new Block.Skipped("numpy"))));

        assertThat(report.json())
                .hasToString("{\"sessions\":3,\"blocks\":7,\"same\":3,"
                        + "\"different\":[{\"id\":\"7\",\"step\":2,\"expected\":\"1\",\"actual\":\"2\"}],"
                        + "\"skipped\":3,\"skipped_modules\":{\"numpy\":1,\"sympy\":2}}");
        assertThat(report.summary())
                .isEqualTo("3 sessions, 7 blocks: 3 the same, 1 different, 3 skipped (numpy 1, sympy 2); 75.00% of 4");
    }

    @Test
    void saysNothingOfAShareOfNothing() {
        assertThat(ReplayReport.of(List.of(List.of())).summary())
                .isEqualTo("1 session, 0 blocks: 0 the same, 0 different, 0 skipped");
    }
}
