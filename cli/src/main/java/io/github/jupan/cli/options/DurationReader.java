package io.github.jupan.cli.options;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads `2s`, `1.5s`, `500ms`, `1m` or plain seconds.
public final class DurationReader {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|min)?");

    private DurationReader() {}

    /// @throws IllegalArgumentException whose message follows the option's name
    public static Duration read(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("takes a time such as 2s, 500ms or 1m, not " + text);
        }
        long unitMillis = switch (matcher.group(2)) {
            case "ms" -> 1;
            case "m", "min" -> 60_000;
            case null, default -> 1_000;
        };
        long millis = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(unitMillis))
                .longValue();
        if (millis == 0) {
            throw new IllegalArgumentException("leaves no time at all with " + text);
        }
        return Duration.ofMillis(millis);
    }
}
