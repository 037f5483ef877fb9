package io.github.jupan.cli.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationReaderTest {

    @ParameterizedTest
    @CsvSource({"2s,2000", "2,2000", "1.5s,1500", "500ms,500", "1m,60000", "2min,120000", "0.001,1"})
    void readsATime(String text, long millis) {
        assertThat(DurationReader.read(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "s", "-1s", "2 hours", "0", "0.0001s", "1e9", "99999999999s"})
    void refusesAnythingElse(String text) {
        assertThatThrownBy(() -> DurationReader.read(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
