package io.github.jupan.agent.internal.evidence;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A power of ten behind a number: `e30`, `× 10^30`, `·10³⁰`, `\times 10^{30}`, `million`, `5k`, `만`.
///
/// @param end where it ends, exclusive
/// @param powers what it can mean, the likeliest first
record Magnitude(int end, List<Integer> powers) {

    private static final int MOST_EXPONENT_DIGITS = 6;
    private static final int LONGEST_WORD = 12;

    private static final List<String> TIMES = List.of("\\times", "\\cdot", "×", "·", "⋅", "∙", "*", "x", "X");

    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

    /// Words of many languages; where they disagree, each meaning.
    private static final Map<String, List<Integer>> WORDS = Map.ofEntries(
            Map.entry("hundred", List.of(2)),
            Map.entry("thousand", List.of(3)),
            Map.entry("thousands", List.of(3)),
            Map.entry("tausend", List.of(3)),
            Map.entry("tsd", List.of(3)),
            Map.entry("mille", List.of(3)),
            Map.entry("mil", List.of(3)),
            Map.entry("mila", List.of(3)),
            Map.entry("duizend", List.of(3)),
            Map.entry("ribu", List.of(3)),
            Map.entry("тыс", List.of(3)),
            Map.entry("тысяча", List.of(3)),
            Map.entry("тысячи", List.of(3)),
            Map.entry("тысяч", List.of(3)),
            Map.entry("हज़ार", List.of(3)),
            Map.entry("हजार", List.of(3)),
            Map.entry("k", List.of(0, 3)),
            Map.entry("lakh", List.of(5)),
            Map.entry("lakhs", List.of(5)),
            Map.entry("लाख", List.of(5)),
            Map.entry("million", List.of(6)),
            Map.entry("millions", List.of(6)),
            Map.entry("millionen", List.of(6)),
            Map.entry("mio", List.of(6)),
            Map.entry("mn", List.of(6, 0)),
            Map.entry("millón", List.of(6)),
            Map.entry("millones", List.of(6)),
            Map.entry("milhão", List.of(6)),
            Map.entry("milhões", List.of(6)),
            Map.entry("milione", List.of(6)),
            Map.entry("milioni", List.of(6)),
            Map.entry("miljoen", List.of(6)),
            Map.entry("juta", List.of(6)),
            Map.entry("млн", List.of(6)),
            Map.entry("миллион", List.of(6)),
            Map.entry("миллиона", List.of(6)),
            Map.entry("миллионов", List.of(6)),
            Map.entry("m", List.of(0, 6)),
            Map.entry("crore", List.of(7)),
            Map.entry("crores", List.of(7)),
            Map.entry("करोड़", List.of(7)),
            Map.entry("billion", List.of(9)),
            Map.entry("billions", List.of(9, 12)),
            Map.entry("bn", List.of(9, 0)),
            Map.entry("b", List.of(0, 9)),
            Map.entry("milliarde", List.of(9)),
            Map.entry("milliarden", List.of(9)),
            Map.entry("mrd", List.of(9)),
            Map.entry("milliard", List.of(9)),
            Map.entry("milliards", List.of(9)),
            Map.entry("mds", List.of(9)),
            Map.entry("miliardo", List.of(9)),
            Map.entry("miliardi", List.of(9)),
            Map.entry("miljard", List.of(9)),
            Map.entry("miliar", List.of(9)),
            Map.entry("bilhão", List.of(9)),
            Map.entry("bilhões", List.of(9)),
            Map.entry("млрд", List.of(9)),
            Map.entry("миллиард", List.of(9)),
            Map.entry("миллиарда", List.of(9)),
            Map.entry("миллиардов", List.of(9)),
            Map.entry("trillion", List.of(12)),
            Map.entry("trillions", List.of(12, 18)),
            Map.entry("triliun", List.of(12)),
            Map.entry("billionen", List.of(12)),
            Map.entry("billón", List.of(12)),
            Map.entry("billones", List.of(12)),
            Map.entry("trilhão", List.of(12)),
            Map.entry("trilhões", List.of(12)),
            Map.entry("трлн", List.of(12)));

    /// Letters stand for a power only right behind the digits.
    private static final List<String> LETTERS = List.of("k", "m", "b", "mn", "bn");

    private static final String SMALL_UNITS = "십백천十百千";
    private static final String LARGE_UNITS = "만억조경万億兆京萬亿";
    private static final int[] SMALL_POWERS = {1, 2, 3, 1, 2, 3};
    private static final int[] LARGE_POWERS = {4, 8, 12, 16, 4, 8, 12, 16, 4, 8};

    /// The magnitude that begins right behind a number; null where there is none.
    static @Nullable Magnitude after(String text, int at) {
        if (at >= text.length() || ",.;:!?)]}\n".indexOf(text.charAt(at)) >= 0) {
            return null;
        }
        Magnitude exponent = exponent(text, at);
        if (exponent != null) {
            return exponent;
        }
        Magnitude power = power(text, at);
        return power != null ? power : word(text, at);
    }

    private static @Nullable Magnitude exponent(String text, int at) {
        char e = text.charAt(at);
        if (e != 'e' && e != 'E') {
            return null;
        }
        int digits = at + 1;
        boolean negative = isMinus(text, digits);
        if (negative || (digits < text.length() && text.charAt(digits) == '+')) {
            digits++;
        }
        int end = DigitGroups.skipDigits(text, digits);
        if (end < text.length() && (Character.isLetterOrDigit(text.charAt(end)) || text.charAt(end) == '_')) {
            return null;
        }
        return of(text, digits, end, end, negative);
    }

    /// A power of ten without a factor before it, at a `10`.
    static @Nullable Magnitude ofTen(String text, int at) {
        if (!text.startsWith("10", at)) {
            return null;
        }
        int digits = at + 2;
        String close = "";
        if (text.startsWith("^", digits)) {
            digits++;
        } else if (text.startsWith("**", digits)) {
            digits += 2;
        } else if (text.startsWith("<sup>", digits)) {
            digits += 5;
            close = "</sup>";
        } else {
            return superscript(text, digits);
        }
        if (text.startsWith("{", digits) || text.startsWith("(", digits)) {
            close = text.charAt(digits++) == '{' ? "}" : ")";
        }
        boolean negative = isMinus(text, digits);
        digits += negative || text.startsWith("+", digits) ? 1 : 0;
        int end = DigitGroups.skipDigits(text, digits);
        if (text.startsWith(".", end) && DigitGroups.digit(text, end + 1) >= 0) {
            return null;
        }
        return text.startsWith(close, end) ? of(text, digits, end, end + close.length(), negative) : null;
    }

    private static @Nullable Magnitude superscript(String text, int at) {
        boolean negative = text.startsWith("⁻", at);
        int digits = at + (negative || text.startsWith("⁺", at) ? 1 : 0);
        int end = digits;
        int exponent = 0;
        while (end < text.length()
                && SUPERSCRIPTS.indexOf(text.charAt(end)) >= 0
                && end - digits < MOST_EXPONENT_DIGITS) {
            exponent = 10 * exponent + SUPERSCRIPTS.indexOf(text.charAt(end++));
        }
        return end == digits ? null : new Magnitude(end, List.of(negative ? -exponent : exponent));
    }

    private static @Nullable Magnitude power(String text, int at) {
        int times = skipBlanks(text, at);
        if (times >= text.length() || "\\×·⋅∙*xX".indexOf(text.charAt(times)) < 0) {
            return null;
        }
        for (String sign : TIMES) {
            if (text.startsWith(sign, times)) {
                return ofTen(text, skipBlanks(text, times + sign.length()));
            }
        }
        return null;
    }

    private static @Nullable Magnitude of(String text, int digits, int digitsEnd, int end, boolean negative) {
        if (digitsEnd == digits || digitsEnd - digits > MOST_EXPONENT_DIGITS) {
            return null;
        }
        int exponent = 0;
        for (int i = digits; i < digitsEnd; i += Character.charCount(text.codePointAt(i))) {
            exponent = 10 * exponent + DigitGroups.digit(text, i);
        }
        return new Magnitude(end, List.of(negative ? -exponent : exponent));
    }

    private static @Nullable Magnitude word(String text, int at) {
        int start = at;
        if (isBlank(text, start) || text.charAt(start) == '-' || text.charAt(start) == '~') {
            start++;
        }
        int end = start;
        while (end < text.length() && end - start <= LONGEST_WORD && isWordPart(text.charAt(end))) {
            end++;
        }
        if (end == start || end - start > LONGEST_WORD || DigitGroups.digit(text, end) >= 0) {
            return null;
        }
        String word = text.substring(start, end).toLowerCase(Locale.ROOT);
        List<Integer> powers = WORDS.get(word);
        if (powers == null || (start > at && LETTERS.contains(word))) {
            return null;
        }
        if (word.equals("mil") && (text.startsWith(" millones", end) || text.startsWith(" milhões", end))) {
            return new Magnitude(text.indexOf('s', end) + 1, List.of(9));
        }
        return new Magnitude(end, powers);
    }

    private static boolean isWordPart(char c) {
        return Character.isLetter(c) || Character.getType(c) == Character.NON_SPACING_MARK;
    }

    private static boolean isMinus(String text, int at) {
        return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '−');
    }

    private static boolean isBlank(String text, int at) {
        return at < text.length() && " \t\u00a0\u202f\u2007\u2009".indexOf(text.charAt(at)) >= 0;
    }

    /// A few blanks, no more: who aligns columns does not multiply.
    private static int skipBlanks(String text, int at) {
        return isBlank(text, at) ? at + 1 : at;
    }

    /// A number in units of ten thousand, as Korean, Chinese and Japanese have it: `1억 2345만`, `3만 5천`, `5백만 원`.
    ///
    /// @param value with its last decimals where the smallest unit stands
    record Myriads(int end, BigDecimal value) {}

    /// Reads on from the first number of such a row; null when no unit follows it.
    static @Nullable Myriads myriads(String text, BigDecimal first, int at) {
        BigDecimal total = BigDecimal.ZERO;
        BigDecimal section = BigDecimal.ZERO;
        BigDecimal number = first;
        int small = Integer.MAX_VALUE;
        int smallest = Integer.MAX_VALUE;
        int largest = Integer.MAX_VALUE;
        int end = at;
        int next = at;
        while (true) {
            int unit = next < text.length() ? SMALL_UNITS.indexOf(text.charAt(next)) : -1;
            boolean falls = unit >= 0 && SMALL_POWERS[unit] < small;
            if (falls) {
                small = SMALL_POWERS[unit];
                section = plus(section, number.scaleByPowerOfTen(SMALL_POWERS[unit]));
                number = BigDecimal.ZERO;
                end = ++next;
                smallest = small;
            }
            int large = next < text.length() ? LARGE_UNITS.indexOf(text.charAt(next)) : -1;
            if (large >= 0 && LARGE_POWERS[large] < largest) {
                largest = LARGE_POWERS[large];
                small = Integer.MAX_VALUE;
                total = plus(total, plus(section, number).scaleByPowerOfTen(largest));
                section = BigDecimal.ZERO;
                number = BigDecimal.ZERO;
                end = ++next;
                smallest = largest;
            } else if (!falls) {
                break;
            }
            int digits = isBlank(text, next) ? next + 1 : next;
            if (DigitGroups.digit(text, digits) < 0 || smallest == 0) {
                break;
            }
            DigitGroups groups = new DigitGroups(text, digits);
            List<DigitGroups.Piece> pieces = groups.pieces();
            if (pieces.size() != 1 || pieces.getFirst().values().getFirst().scale() > 0) {
                break;
            }
            number = pieces.getFirst().values().getFirst();
            next = groups.end();
            boolean unitFollows = next < text.length()
                    && (SMALL_UNITS.indexOf(text.charAt(next)) >= 0 || LARGE_UNITS.indexOf(text.charAt(next)) >= 0);
            if (!unitFollows) {
                if (number.precision() <= smallest) {
                    section = plus(section, number);
                    end = next;
                }
                number = BigDecimal.ZERO;
                smallest = 0;
            }
        }
        return end == at ? null : new Myriads(end, plus(total, section));
    }

    /// Nothing has no decimals that the sum could take on.
    private static BigDecimal plus(BigDecimal a, BigDecimal b) {
        return a.signum() == 0 ? b : b.signum() == 0 ? a : a.add(b);
    }
}
