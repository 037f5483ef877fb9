package io.github.jupan.sandbox.internal.guest;

import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Letters as people see them: the extended grapheme clusters of
/// [UAX #29](https://www.unicode.org/reports/tr29/), of the text in its composed form (NFC).
public final class Letters {

    private static final Pattern LETTER = Pattern.compile("\\X");

    private Letters() {}

    /// All letters in one text, so that they cross into the guest in one step.
    ///
    /// @return a character that is not in the text, then the letters with that character between them
    public static String cut(String text) {
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        char mark = absent(composed);
        StringBuilder cut = new StringBuilder(2 * composed.length() + 1).append(mark);
        Matcher matcher = LETTER.matcher(composed);
        while (matcher.find()) {
            if (matcher.start() > 0) {
                cut.append(mark);
            }
            cut.append(composed, matcher.start(), matcher.end());
        }
        return cut.toString();
    }

    private static char absent(String text) {
        for (char candidate = 1; candidate < Character.MIN_SURROGATE; candidate++) {
            if (text.indexOf(candidate) < 0) {
                return candidate;
            }
        }
        throw new IllegalArgumentException("a text that has every character");
    }
}
