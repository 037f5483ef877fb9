package io.github.jupan.agent.internal.turn;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jupan.agent.Patience;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private static final Patience THREE = new Patience(Duration.ofMinutes(1), 3, Duration.ofSeconds(4));

    @Test
    void pausesLongerEachTimeUntilNoAttemptIsLeft() {
        Retries retries = new Retries(THREE);
        assertThat(retries.next(Optional.empty()))
                .hasValueSatisfying(pause -> assertThat(pause).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4)));
        assertThat(retries.next(Optional.empty()))
                .hasValueSatisfying(pause -> assertThat(pause).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8)));
        assertThat(retries.next(Optional.empty())).isEmpty();
    }

    @Test
    void aProvidersWishIsHeardUnlessItIsLong() {
        assertThat(new Retries(THREE).next(Optional.of(Duration.ofSeconds(30)))).contains(Duration.ofSeconds(30));
        assertThat(new Retries(THREE).next(Optional.of(Duration.ofSeconds(31)))).isEmpty();
        assertThat(new Retries(THREE).next(Optional.of(Duration.ZERO)))
                .hasValueSatisfying(pause -> assertThat(pause).isPositive());
    }
}
