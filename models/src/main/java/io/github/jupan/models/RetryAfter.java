package io.github.jupan.models;

import dev.langchain4j.exception.HttpException;
import java.net.CookieHandler;
import java.net.URI;
import java.util.List;
import java.util.Map;
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
                .map(header -> header.getValue().getFirst())
                .filter(value -> value.matches("\\d{1,9}"))
                .findFirst()
                .orElse(null);
    }

    /// The error with the wish behind its body, where there is one.
    Throwable in(Throwable error) {
        String wish = last;
        return wish != null && error instanceof HttpException http
                ? new HttpException(http.statusCode(), http.getMessage() + " (Retry-After: " + wish + ")")
                : error;
    }
}
