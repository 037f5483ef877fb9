package io.github.jupan.models.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        120                           | 120
        0                             | 0
        Fri, 31 Dec 1999 23:59:59 GMT | 59
        Sat, 1 Jan 2000 00:00:00 GMT  | 60
        Fri, 31 Dec 1999 23:00:00 GMT | 0
        soon                          |
        -1                            |
        1.5                           |
        """)
    void readsSecondsAndDates(String value, String seconds) {
        assertThat(RetryAfter.seconds(value, Instant.parse("1999-12-31T23:59:00Z"))
                        .orElse(null))
                .isEqualTo(seconds);
    }
}
