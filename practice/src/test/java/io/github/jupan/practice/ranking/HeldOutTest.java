package io.github.jupan.practice.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldOutTest {

    /// As statsmodels 0.15.0 has them: `proportion_confint(right, pairs, method="wilson")`.
    @ParameterizedTest
    @CsvSource({
        "15, 20,  0.5312991223812559, 0.8881382985923344",
        "50, 100, 0.4038315303659956, 0.5961684696340044",
        "10, 10,  0.7224672001371106, 1",
        "0,  7,   0,                  0.3543304350666875",
        "61, 97,  0.5295376612248861, 0.7183762453405913"
    })
    void itsIntervalIsWilsons(double right, int pairs, double low, double high) {
        HeldOut heldOut = new HeldOut(pairs, right);
        assertThat(heldOut.low()).isCloseTo(low, within(1e-12));
        assertThat(heldOut.high()).isCloseTo(high, within(1e-12));
    }

    @Test
    void isBetterThanChanceOnlyWhereItIsShown() {
        assertThat(new HeldOut(20, 15).isBetterThanChance()).isTrue();
        assertThat(new HeldOut(20, 14).isBetterThanChance()).isFalse();
        assertThat(new HeldOut(20, 5).isBetterThanChance()).isFalse();
        assertThatThrownBy(() -> new HeldOut(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
