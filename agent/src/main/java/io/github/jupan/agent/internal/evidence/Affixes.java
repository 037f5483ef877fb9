package io.github.jupan.agent.internal.evidence;

import static io.github.jupan.agent.internal.evidence.DigitGroups.digit;

import java.util.Currency;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What belongs to a number beside its digits: a minus, perhaps a currency between that and the digits, a percent
/// sign.
final class Affixes {

    private static final String MINUSES = "-−–‐‑‒－";

    private static final List<String> MINUS_WORDS =
            List.of("minus ", "Minus ", "negative ", "moins ", "menos ", "минус ", "마이너스 ", "영하 ");

    private static final String BLANKS = " \u00a0\u202f\u2007\u2009";

    /// Marks that say which way a text is read; they stand beside the sign where it runs from right to left.
    private static final String DIRECTIONS = "\u061c\u200e\u200f";

    private static final String BEFORE_A_SIGN = BLANKS + DIRECTIONS + "\t\n\r([{$=:,;<>|*\"'`~“„«‘（，、：";

    private static final String PERCENTS = "%％٪";

    private static final List<String> PERCENT_WORDS = List.of(
            "percent",
            "per cent",
            "Prozent",
            "pour cent",
            "por ciento",
            "por cento",
            "procent",
            "persen",
            "процент",
            "퍼센트",
            "प्रतिशत");

    private static final Set<String> CURRENCIES = Stream.concat(
                    Currency.getAvailableCurrencies().stream().map(Currency::getCurrencyCode),
                    Stream.of("Rs", "Rs.", "Rp", "RM", "Fr.", "kr", "kr.", "US", "CA", "AU", "zł", "Kč", "Ft", "lei"))
            .collect(Collectors.toUnmodifiableSet());

    private static final int LONGEST_CURRENCY = 5;

    /// Blanks that are looked over for what a subtraction takes from.
    private static final int MOST_BLANKS = 8;

    private Affixes() {}

    /// Where the minus of a number stands; -1 for a number without one.
    static int minus(String text, int start) {
        int sign = skipBack(text, currencyStart(text, skipBack(text, start, DIRECTIONS)), DIRECTIONS) - 1;
        if (sign < 0 || MINUSES.indexOf(text.charAt(sign)) < 0) {
            return minusInWords(text, start);
        }
        boolean free = sign == 0 || (BEFORE_A_SIGN.indexOf(text.charAt(sign - 1)) >= 0 && !isTakenFrom(text, sign - 1));
        return free ? sign : -1;
    }

    private static int skipBack(String text, int at, String signs) {
        return at > 0 && signs.indexOf(text.charAt(at - 1)) >= 0 ? at - 1 : at;
    }

    /// Where the currency begins that stands before a number; the number's own start when there is none.
    private static int currencyStart(String text, int start) {
        int end = skipBack(text, start, BLANKS);
        int at = end;
        boolean symbol = false;
        while (at > 0 && end - at < LONGEST_CURRENCY && isOfCurrency(text.charAt(at - 1))) {
            at--;
            symbol |= isSymbol(text.charAt(at));
        }
        return at < end && (symbol || CURRENCIES.contains(text.substring(at, end))) ? at : start;
    }

    private static boolean isOfCurrency(char c) {
        return c == '.' || Character.isLetter(c) || isSymbol(c);
    }

    /// Turkish and Basque write `-%25`.
    private static boolean isSymbol(char c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL || PERCENTS.indexOf(c) >= 0;
    }

    /// Whether the letters right before a place are those of a currency: `EUR5`.
    static boolean isCurrency(String text, int end) {
        int at = end;
        while (at > 0 && end - at < LONGEST_CURRENCY && isNameLetter(text.charAt(at - 1))) {
            at--;
        }
        return CURRENCIES.contains(text.substring(at, end));
    }

    /// Whether digits behind such a letter belong to a name. Scripts that write no blanks between words have none.
    static boolean isNameLetter(int codePoint) {
        if (codePoint < 128) {
            return (codePoint >= 'a' && codePoint <= 'z') || (codePoint >= 'A' && codePoint <= 'Z');
        }
        return Character.isLetter(codePoint)
                && switch (Character.UnicodeScript.of(codePoint)) {
                    case LATIN, GREEK, CYRILLIC -> true;
                    default -> false;
                };
    }

    /// Where a minus in words stands: `minus 40`.
    private static int minusInWords(String text, int start) {
        for (String minus : MINUS_WORDS) {
            int word = start - minus.length();
            if (text.startsWith(minus, word) && (word == 0 || !Character.isLetterOrDigit(text.charAt(word - 1)))) {
                return isTakenFrom(text, word - 1) ? -1 : word;
            }
        }
        return -1;
    }

    /// Whether the blanks before a minus belong to a subtraction such as `16 -3`.
    private static boolean isTakenFrom(String text, int blank) {
        int before = blank;
        while (before >= 0 && blank - before < MOST_BLANKS && BLANKS.indexOf(text.charAt(before)) >= 0) {
            before--;
        }
        return before >= 0
                && before < blank
                && (Character.isDigit(text.charAt(before)) || ")]}%".indexOf(text.charAt(before)) >= 0);
    }

    static boolean isPercent(String text, int start, int end) {
        boolean blank = end < text.length() && BLANKS.indexOf(text.charAt(end)) >= 0;
        int next = blank ? end + 1 : end;
        int thin = text.startsWith("\\,", next) ? next + 2 : next;
        int sign = text.startsWith("\\", thin) ? thin + 1 : thin;
        if (sign < text.length() && DIRECTIONS.indexOf(text.charAt(sign)) >= 0) {
            sign++;
        }
        if (sign < text.length() && PERCENTS.indexOf(text.charAt(sign)) >= 0) {
            return !blank || !isDivided(text, sign + 1);
        }
        return isPercentBefore(text, start)
                || (next < text.length()
                        && Character.isLetter(text.charAt(next))
                        && PERCENT_WORDS.stream().anyMatch(word -> text.startsWith(word, next)));
    }

    private static boolean isPercentBefore(String text, int start) {
        int sign = skipBack(text, skipBack(text, start, DIRECTIONS), BLANKS) - 1;
        return sign >= 0
                && PERCENTS.indexOf(text.charAt(sign)) >= 0
                && (sign == 0
                        || MINUSES.indexOf(text.charAt(sign - 1)) >= 0
                        || (BEFORE_A_SIGN.indexOf(text.charAt(sign - 1)) >= 0 && !isTakenFrom(text, sign - 1)));
    }

    /// Whether what follows a percent sign is what something is divided by: `25 % 7`.
    private static boolean isDivided(String text, int after) {
        return digit(text, after) >= 0 || (text.startsWith(" ", after) && digit(text, after + 1) >= 0);
    }
}
