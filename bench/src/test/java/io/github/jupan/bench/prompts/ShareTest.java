package io.github.jupan.bench.prompts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShareTest {

    /// Compared with the tables of Newcombe (1998): 81 of 263 and 0 of 20.
    @Test
    void hasWilsonsInterval() {
        assertThat(new Share(81, 263)).hasToString("81 of 263 (26 to 37%)");
        assertThat(new Share(0, 20)).hasToString("0 of 20 (0 to 16%)");
        assertThat(new Share(20, 20)).hasToString("20 of 20 (84 to 100%)");
    }
}
