package io.github.jupan.practice.internal.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.jupan.practice.internal.report.Statistics.Vote;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatisticsTest {

    private static final double EXACT = 1e-12;

    /// By `1 - scipy.special.comb(n - c, k, exact=True) / scipy.special.comb(n, k, exact=True)`, SciPy 1.17.
    @ParameterizedTest
    @CsvSource({
        "10, 3, 1, 0.30000000000000004",
        "10, 3, 4, 0.8333333333333334",
        "8, 1, 8, 1.0",
        "8, 0, 4, 0.0",
        "200, 13, 100, 0.9999194971988055",
        "5, 5, 2, 1.0",
        "16, 2, 8, 0.7666666666666666"
    })
    void passAtIsUnbiased(int n, int c, int k, double expected) {
        assertThat(Statistics.passAt(n, c, k)).isCloseTo(expected, within(EXACT));
    }

    @Test
    void passAtNeedsEnoughAttempts() {
        assertThatThrownBy(() -> Statistics.passAt(4, 2, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Statistics.passAt(4, 5, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    /// By `scipy.stats.sem`.
    @Test
    void theStandardErrorIsTheSamplesOwn() {
        List<Double> values = List.of(0.0, 1.0, 0.5, 0.25, 1.0, 1.0, 0.0, 0.75);
        assertThat(Statistics.standardError(values)).isCloseTo(0.15490492475801315, within(EXACT));
        assertThat(Statistics.mean(values)).isCloseTo(0.5625, within(EXACT));
        assertThat(Statistics.standardError(List.of(1.0))).isNaN();
    }

    /// By `itertools.combinations` and `numpy.mean`.
    @ParameterizedTest
    @CsvSource({"1, 0.375", "2, 0.42857142857142855", "3, 0.44642857142857145", "5, 0.5", "8, 0.5"})
    void aVoteIsTheMeanOverAllChoices(int k, double expected) {
        List<Vote> votes = List.of(
                new Vote("a", true),
                new Vote("b", false),
                new Vote("a", true),
                new Vote("c", false),
                new Vote("b", false),
                new Vote("", false),
                new Vote("a", true),
                new Vote("b", false));
        assertThat(Statistics.majorityAt(votes, k)).isCloseTo(expected, within(EXACT));
    }

    @Test
    void aVoteAmongManyIsDrawn() {
        List<Vote> votes = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            votes.add(i % 5 < 3 ? new Vote("right", true) : new Vote("wrong", false));
        }
        double vote = Statistics.majorityAt(votes, 15);
        // The hypergeometric distribution's: scipy.stats.hypergeom.sf(7, 60, 36, 15) is 0.8188.
        assertThat(vote).isCloseTo(0.82, within(0.05));
        assertThat(Statistics.majorityAt(votes, 15)).isEqualTo(vote);
    }
}
