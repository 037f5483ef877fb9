package io.github.jupan.agent;

import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which failures pass by themselves: rate limits, a provider's own failures, lost connections. An address that nobody
/// listens at and a quota that is used up do not, and a client that has waited for its whole time-out has waited
/// enough.
final class Transient {

    /// LangChain4j's exceptions hold no headers: `models` puts `Retry-After` behind the body; Gemini, Groq and OpenAI
    /// say it in the body itself.
    private static final List<Pattern> AFTER = List.of(
            Pattern.compile("retry-after: (\\d+(?:\\.\\d+)?)()", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\"retryDelay\"\\s*:\\s*\"(\\d+(?:\\.\\d+)?)(s)\""),
            Pattern.compile("try again in (\\d+(?:\\.\\d+)?)(ms|s)\\b"));

    private Transient() {}

    static boolean is(Throwable error) {
        for (Throwable cause : ModelErrors.causes(error)) {
            String words = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
            if (words.contains("insufficient_quota")) {
                return false;
            }
            Boolean passes = passes(cause, words);
            if (passes != null) {
                return passes;
            }
        }
        return false;
    }

    private static @Nullable Boolean passes(Throwable cause, String words) {
        return switch (cause) {
            case HttpException e -> e.statusCode() == 408 || e.statusCode() == 429 || e.statusCode() >= 500;
            case TimeoutException e -> e.getCause() == null ? false : null;
            case HttpTimeoutException e -> false;
            case ConnectException e -> false;
            case UnknownHostException e -> false;
            case RateLimitException e -> true;
            case InternalServerException e -> true;
            case RetriableException e -> true;
            case IOException e -> true;
            default -> words.contains("overloaded") ? true : null;
        };
    }

    /// How long the provider wants to be left alone, where it says so.
    static Optional<Duration> retryAfter(Throwable error) {
        for (Throwable cause : ModelErrors.causes(error)) {
            for (Pattern pattern : AFTER) {
                var found = pattern.matcher(String.valueOf(cause.getMessage()));
                if (found.find()) {
                    double number = Math.min(Double.parseDouble(found.group(1)), 1e9);
                    double millis = found.group(2).equals("ms") ? number : number * 1_000;
                    return Optional.of(Duration.ofMillis((long) Math.ceil(millis)));
                }
            }
        }
        return Optional.empty();
    }
}
