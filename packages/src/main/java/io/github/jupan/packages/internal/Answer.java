package io.github.jupan.packages.internal;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server's answer to the request for a file, or for the rest of one, means
/// ([RFC 9110](https://www.rfc-editor.org/rfc/rfc9110), sections 14 and 15).
public sealed interface Answer {

    Pattern CONTENT_RANGE = Pattern.compile("bytes (?:(\\d{1,18})-\\d{1,18}|\\*)/(\\d{1,18}|\\*)");
    Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
    Set<Integer> GONE = Set.of(404, 410);

    /// The body is the whole file, also where only the rest was asked for.
    record Whole(OptionalLong bytes) implements Answer {}

    /// The body is the rest.
    ///
    /// @param bytes of the whole file
    record Rest(OptionalLong bytes) implements Answer {}

    /// There is no more than what is here.
    record Nothing() implements Answer {}

    /// What is here is no beginning of the file.
    record Unfitting() implements Answer {}

    /// It may come at another time.
    record Later(Optional<Duration> pause) implements Answer {}

    /// It does not come.
    record Refused(int status) implements Answer {

        public boolean isGone() {
            return GONE.contains(status);
        }
    }

    /// @param have the bytes that are here
    static Answer of(HttpResponse<?> response, long have) {
        HttpHeaders headers = response.headers();
        Matcher range =
                CONTENT_RANGE.matcher(headers.firstValue("Content-Range").orElse(""));
        boolean ranged = range.matches();
        OptionalLong total = ranged ? number(range.group(2)) : OptionalLong.empty();
        return switch (response.statusCode()) {
            case 200 -> new Whole(headers.firstValueAsLong("Content-Length"));
            case 206 -> ranged && number(range.group(1)).orElse(-1) == have ? new Rest(total) : new Unfitting();
            case 416 -> total.orElse(-1) == have ? new Nothing() : new Unfitting();
            default ->
                PASSING.contains(response.statusCode())
                        ? new Later(pause(headers))
                        : new Refused(response.statusCode());
        };
    }

    private static OptionalLong number(String digits) {
        return digits == null || digits.equals("*") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(digits));
    }

    private static Optional<Duration> pause(HttpHeaders headers) {
        return headers.firstValue("Retry-After")
                .filter(seconds -> seconds.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)));
    }
}
