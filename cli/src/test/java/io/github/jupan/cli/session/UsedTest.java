package io.github.jupan.cli.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Usage;
import io.github.jupan.server.ModelSource.Price;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsedTest {

    private static final Duration TIME = Duration.ofMillis(2100);

    @ParameterizedTest
    @CsvSource({
        "1000, 200, '0.0060 USD'",
        "1748, 53, '0.0060 USD'",
        "0, 0, '0.00 USD'",
        "1, 0, '0.000003 USD'",
        "332000, 0, '1.00 USD'",
        "33333, 0, '0.10 USD'",
        "1234567, 1000000, '18.70 USD'",
    })
    void amountsAreExactAndReadable(long read, long written, String cost) {
        assertThat(used(new Usage(read, written, true), "USD").line()).endsWith(" · 2.1 s · " + cost);
    }

    @Test
    void sumsAreKeptApartByCurrencyAndSayWhatTheyAreOf() {
        Used dollars = used(new Usage(1000, 200, true), "USD");
        Used euros = used(new Usage(1000, 200, true), "EUR");
        Used free = Used.of(new Usage(5, 5, true), TIME, Optional.empty());
        assertThat(free.line()).isEqualTo("5 tokens in, 5 out · 2.1 s");
        assertThat(Used.NOTHING.plus(dollars).plus(dollars).plus(euros).line())
                .isEqualTo("3,000 tokens in, 600 out · 6.3 s · 0.0060 EUR + 0.012 USD");
        assertThat(dollars.plus(free).line()).endsWith(" · 0.0060 USD for 1 of 2 questions");
        assertThat(used(new Usage(1000, 200, false), "USD").line())
                .isEqualTo("1,000 tokens in, 200 out at least · 2.1 s · 0.0060 USD at least");
    }

    @Test
    void whatNobodyCountedIsNoFigureAndHasNoCost() {
        Used stopped = used(new Usage(0, 0, false), "USD");
        assertThat(stopped.line()).isEqualTo("tokens not counted · 2.1 s");
        assertThat(stopped.plus(stopped).line()).isEqualTo("tokens not counted · 4.2 s");
        assertThat(used(new Usage(0, 200, false), "USD").line())
                .isEqualTo("200 tokens out at least · 2.1 s · 0.0030 USD at least");
        assertThat(used(new Usage(1000, 0, false), "USD").line())
                .isEqualTo("1,000 tokens in at least · 2.1 s · 0.0030 USD at least");
        assertThat(stopped.plus(used(new Usage(1000, 200, true), "USD")).line())
                .isEqualTo("1,000 tokens in, 200 out at least · 4.2 s · 0.0060 USD at least for 1 of 2 questions");
        assertThat(used(new Usage(5, 0, true), "USD").line()).isEqualTo("5 tokens in, 0 out · 2.1 s · 0.000015 USD");
    }

    private static Used used(Usage usage, String currency) {
        return Used.of(usage, TIME, Optional.of(new Price(new BigDecimal("3"), new BigDecimal("15"), currency)));
    }
}
