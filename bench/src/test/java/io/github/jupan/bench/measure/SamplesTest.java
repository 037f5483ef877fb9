package io.github.jupan.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SamplesTest {

    @Test
    void aPercentileIsTheSmallestSampleThatSoManyDoNotExceed() {
        List<Long> nanos = new ArrayList<>();
        for (long i = 1; i <= 151; i++) {
            nanos.add(i * 1_000_000);
        }
        Collections.shuffle(nanos, new Random(1));
        assertThat(Samples.ofNanos(nanos)).isEqualTo(new Samples(151, 76, 150, 1, 151));
    }

    @Test
    void oneSampleIsEveryPercentile() {
        assertThat(Samples.ofNanos(List.of(5_000_000L))).isEqualTo(new Samples(1, 5, 5, 5, 5));
    }

    @Test
    void noSampleIsNoMeasurement() {
        assertThatIllegalArgumentException().isThrownBy(() -> Samples.ofNanos(List.of()));
    }

    @Test
    void timesCarryAsManyDigitsAsTheyAreWorth() {
        assertThat(List.of(0.00417, 0.1, 9.994, 62.4, 1_532.0).stream().map(Samples::time))
                .containsExactly("0.0042 ms", "0.10 ms", "9.99 ms", "62 ms", "1.53 s");
    }
}
