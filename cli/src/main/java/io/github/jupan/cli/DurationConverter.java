package io.github.jupan.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `2s`, `1.5s`, `500ms`, `1m` or plain seconds.
final class DurationConverter implements ITypeConverter<Duration> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)\\s*(ms|s|m|min)?");

    @Override
    public Duration convert(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw new TypeConversionException("write a time such as 2s, 500ms or 1m, not \"" + text + "\"");
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
            throw new TypeConversionException("a deadline of " + text + " leaves no time at all");
        }
        return Duration.ofMillis(millis);
    }
}
