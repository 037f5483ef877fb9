package io.github.jupan.models;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a million tokens of a model cost, as its user says: nobody else does.
///
/// @param input of what it reads
/// @param output of what it writes, its thinking included
/// @param currency as it is shown, such as `USD`
public record Price(BigDecimal input, BigDecimal output, String currency) {

    private static final Pattern WRITTEN = Pattern.compile(
            "(\\d{1,9}(?:\\.\\d{1,9})?) +in, *(\\d{1,9}(?:\\.\\d{1,9})?) +out, *([\\p{L}\\p{Sc}]{1,8})");

    /// Reads `3 in, 15 out, USD`.
    ///
    /// @throws IllegalArgumentException whose message follows the key's name
    public static Price of(String text) {
        Matcher written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            throw new IllegalArgumentException(
                    "takes what a million tokens cost, such as 3 in, 15 out, USD; not " + text);
        }
        return new Price(new BigDecimal(written.group(1)), new BigDecimal(written.group(2)), written.group(3));
    }
}
