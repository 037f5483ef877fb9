package io.github.jupan.models.internal.wire;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// How long a provider wants to be left alone: both forms of RFC 9110, section 10.2.3, seconds and a date.
final class RetryAfter {

    private RetryAfter() {}

    /// In whole seconds, as LangChain4j's exceptions, which hold no headers, can carry it in their message.
    static Optional<String> in(HttpHeaders headers) {
        return headers.firstValue("retry-after").flatMap(value -> seconds(value, Instant.now()));
    }

    static Optional<String> seconds(String value, Instant now) {
        if (value.matches("\\d{1,9}")) {
            return Optional.of(value);
        }
        try {
            Instant until = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
            return Optional.of(Long.toString(
                    Math.max(0, Duration.between(now, until).plusMillis(999).toSeconds())));
        } catch (DateTimeParseException neither) {
            return Optional.empty();
        }
    }
}
