package io.github.jupan.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TransientTest {

    @Test
    void tellsWhatPassesFromWhatDoesNot() {
        assertThat(Stream.of(
                                new RateLimitException("slow down"),
                                new HttpException(529, "busy"),
                                new TimeoutException(new HttpException(408, "late")),
                                new RetriableException("the connection ended"),
                                new RuntimeException(new IOException("reset")),
                                new IllegalStateException("Overloaded"))
                        .map(Transient::is))
                .containsOnly(true);
        assertThat(Stream.of(
                                new RateLimitException("{\"code\": \"insufficient_quota\"}"),
                                new AuthenticationException("no"),
                                new HttpException(404, "none"),
                                new TimeoutException(new HttpTimeoutException("late")),
                                new RuntimeException(new ConnectException()),
                                new IllegalStateException("odd"))
                        .map(Transient::is))
                .containsOnly(false);
    }

    @Test
    void readsHowLongAProviderWantsToBeLeftAlone() {
        assertThat(Stream.of(
                                "busy (Retry-After: 7)",
                                "{\"@type\": \"RetryInfo\", \"retryDelay\": \"27.5s\"}",
                                "Please try again in 120ms. Visit",
                                "Please try again in 7.66s",
                                "busy")
                        .map(words -> Transient.retryAfter(new RuntimeException(new HttpException(429, words)))
                                .orElse(Duration.ZERO)))
                .containsExactlyElementsOf(List.of(
                        Duration.ofSeconds(7),
                        Duration.ofMillis(27_500),
                        Duration.ofMillis(120),
                        Duration.ofMillis(7_660),
                        Duration.ZERO));
    }
}
