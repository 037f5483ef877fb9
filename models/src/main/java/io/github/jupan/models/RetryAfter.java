package io.github.jupan.models;

import dev.langchain4j.exception.HttpException;
import java.net.CookieHandler;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps the last `Retry-After` that a client was sent: LangChain4j's exceptions hold a response's body alone, and the
/// JDK's client shows every response's headers to its cookie handler. Requests at the same time share one key, and so
/// one limit. It keeps no cookies.
final class RetryAfter extends CookieHandler {

    private volatile @Nullable String last;

    @Override
    public Map<String, List<String>> get(URI uri, Map<String, List<String>> requestHeaders) {
        return Map.of();
    }

    @Override
    public void put(URI uri, Map<String, List<String>> responseHeaders) {
        last = responseHeaders.entrySet().stream()
                .filter(header -> "retry-after".equalsIgnoreCase(header.getKey()))
                .map(header -> seconds(header.getValue().getFirst(), Instant.now()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(null);
    }

    /// Reads both forms of RFC 9110, section 10.2.3: seconds, and a date.
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

    /// The error with the wish behind its body, where there is one.
    Throwable in(Throwable error) {
        String wish = last;
        return wish != null && error instanceof HttpException http
                ? new HttpException(http.statusCode(), http.getMessage() + " (Retry-After: " + wish + ")")
                : error;
    }
}
