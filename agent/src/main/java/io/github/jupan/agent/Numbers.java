package io.github.jupan.agent;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds the numbers in a text: `18`, `1,234,567`, `-3.5`, `6.02e23`, `18개`, `$18`, `25%`, `３`; in LaTeX also
/// `1{,}200`, `1\,200` and `25\%`.
///
/// No numbers: digits inside a word or a name (`utf8`, `x2`, `gpt-5`, `1.2.3`'s tail), dates (`2024-03-01`), what
/// begins
/// with a zero (`007`), and the numbering of a list at a line's start (`1. `, `2) `). A minus is a sign where nothing
/// stands before it that it could be taken from.
final class Numbers {

    /// @param percent whether a percent sign follows
    record Found(int start, int end, BigDecimal value, boolean percent) {}

    private static final Pattern NUMBER = Pattern.compile("(?<![A-Za-z_0-9０-９])(?<![0-9０-９]\\.)"
            + "([0-9]{1,3}(?:(?:,|\\{,}|\\\\,)[0-9]{3})+(?![0-9])|[0-9０-９]+)?"
            + "((?<=[0-9０-９])\\.[0-9０-９]+|(?<![A-Za-z_0-9０-９.)}\\]])\\.[0-9０-９]+)?"
            + "(?<=[0-9０-９])([eE][+-]?[0-9]{1,4}(?![A-Za-z_0-9]))?");

    private static final Pattern PERCENT = Pattern.compile("\\\\?[%％]");

    private static final Pattern NO_NUMBERS = Pattern.compile("(?m)^[ \\t]*[0-9]{1,3}[.)](?=[ \\t])"
            + "|(?<![0-9])[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?![0-9])"
            + "|[A-Za-z]-[0-9]+(?:\\.[0-9]+)*"
            + "|(?<![0-9.,])0[0-9]+(?![0-9])");

    private Numbers() {}

    static List<Found> in(String text) {
        boolean[] excluded = new boolean[text.length()];
        Matcher none = NO_NUMBERS.matcher(text);
        while (none.find()) {
            Arrays.fill(excluded, none.start(), none.end(), true);
        }
        List<Found> found = new ArrayList<>();
        Matcher matcher = NUMBER.matcher(text);
        while (matcher.find()) {
            if (!excluded[matcher.start()]) {
                int start = isSign(text, matcher.start() - 1) ? matcher.start() - 1 : matcher.start();
                boolean percent = PERCENT.matcher(text)
                        .region(matcher.end(), text.length())
                        .lookingAt();
                BigDecimal value = value(text.substring(matcher.start(), matcher.end()));
                found.add(new Found(start, matcher.end(), start < matcher.start() ? value.negate() : value, percent));
            }
        }
        return found;
    }

    private static boolean isSign(String text, int at) {
        if (at < 0 || "-−".indexOf(text.charAt(at)) < 0) {
            return false;
        }
        return at == 0 || (" \t\n([{$=:,<>|*\"'`~".indexOf(text.charAt(at - 1)) >= 0 && !isMinus(text, at - 1));
    }

    /// Whether the blank belongs to a subtraction such as `16 -3`.
    private static boolean isMinus(String text, int blank) {
        int before = blank;
        while (before >= 0 && text.charAt(before) == ' ') {
            before--;
        }
        return before >= 0 && before < blank && Character.isDigit(text.charAt(before));
    }

    private static BigDecimal value(String written) {
        StringBuilder plain = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c >= '０' && c <= '９') {
                plain.append((char) (c - '０' + '0'));
            } else if (",{}\\".indexOf(c) < 0) {
                plain.append(c);
            }
        }
        return new BigDecimal(plain.toString());
    }
}
