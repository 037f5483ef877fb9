package io.github.jupan.models.internal.offline;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers written as words: "one hundred and five", "third", "백이십삼", "세 번째".
final class NumberWords {

    private static final List<String> SMALL = List.of(
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final Map<String, Integer> SCALES =
            Map.of("hundred", 2, "thousand", 3, "million", 6, "billion", 9, "trillion", 12);
    private static final List<String> ORDINALS = List.of(
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth");
    private static final String KOREAN_DIGITS = "영일이삼사오육칠팔구";
    private static final List<String> KOREAN_COUNTING = List.of(
            "한|하나|첫", "두|둘", "세|셋|석", "네|넷|넉", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한|열하나", "열두|열둘", "열세|열셋", "열네|열넷",
            "열다섯", "열여섯", "열일곱", "열여덟", "열아홉", "스무|스물");
    private static final Pattern DIGITS = Pattern.compile("(\\d{1,9})(?:st|nd|rd|th)?");

    private NumberWords() {}

    static String englishPattern() {
        String one = "(?:" + String.join("|", SMALL) + "|" + String.join("|", TENS) + "|"
                + String.join("|", SCALES.keySet()) + ")";
        return "(?:a (?=hundred|thousand|million|billion|trillion))?" + one + "(?!\\w)(?:(?: and |[ -])" + one
                + "(?!\\w))*";
    }

    /// Digits for an English number in words, or null if it is none.
    static @Nullable String english(String words) {
        BigInteger total = BigInteger.ZERO;
        BigInteger group = BigInteger.ZERO;
        String before = "";
        for (String word : words.toLowerCase(Locale.ROOT).split("[\\s-]+")) {
            if (!follows(word, before)) {
                return null;
            }
            before = word;
            Integer scale = SCALES.get(word);
            if (SMALL.contains(word)) {
                group = group.add(BigInteger.valueOf(SMALL.indexOf(word)));
            } else if (TENS.contains(word)) {
                group = group.add(BigInteger.valueOf(20 + 10L * TENS.indexOf(word)));
            } else if (scale != null) {
                BigInteger times = group.signum() == 0 ? BigInteger.ONE : group;
                BigInteger scaled = times.multiply(BigInteger.TEN.pow(scale));
                group = scale == 2 ? scaled : BigInteger.ZERO;
                total = scale == 2 ? total : total.add(scaled);
            } else if (!word.equals("and") && !word.equals("a")) {
                return null;
            }
        }
        return total.add(group).toString();
    }

    /// Whether a word goes on with the same number: "four and five", "one two" and "nineteen eighty" are two.
    private static boolean follows(String word, String before) {
        boolean open = before.isEmpty() || before.equals("a") || before.equals("and") || SCALES.containsKey(before);
        if (word.equals("and")) {
            return SCALES.containsKey(before);
        }
        if (SCALES.containsKey(word)) {
            return !before.equals("and");
        }
        int small = SMALL.indexOf(word);
        return open || (TENS.contains(before) && small > 0 && small < 10);
    }

    /// Digits for a Sino-Korean number in words (백이십삼, 3만 5천), or null if it is none.
    static @Nullable String korean(String words) {
        BigInteger total = BigInteger.ZERO;
        BigInteger section = BigInteger.ZERO;
        BigInteger digit = BigInteger.ZERO;
        boolean pending = false;
        for (String piece : words.replaceAll("\\s", "").split("(?<=\\D)|(?=\\D)")) {
            int unit = "십백천".indexOf(piece) + 1;
            int myriad = "만억조".indexOf(piece) + 1;
            if (piece.matches("\\d+") || KOREAN_DIGITS.contains(piece)) {
                BigInteger value = piece.matches("\\d+")
                        ? new BigInteger(piece)
                        : BigInteger.valueOf(KOREAN_DIGITS.indexOf(piece));
                digit = pending ? digit.multiply(BigInteger.TEN).add(value) : value;
                pending = true;
            } else if (unit > 0) {
                section = section.add((pending ? digit : BigInteger.ONE).multiply(BigInteger.TEN.pow(unit)));
                digit = BigInteger.ZERO;
                pending = false;
            } else if (myriad > 0) {
                BigInteger sum = section.add(digit);
                total = total.add((sum.signum() == 0 ? BigInteger.ONE : sum).multiply(BigInteger.TEN.pow(4 * myriad)));
                section = BigInteger.ZERO;
                digit = BigInteger.ZERO;
                pending = false;
            } else {
                return null;
            }
        }
        return total.add(section).add(digit).toString();
    }

    static String ordinalPattern() {
        return "\\d{1,9}(?:st|nd|rd|th)?|" + String.join("|", ORDINALS) + "|other|"
                + String.join("|", SMALL.subList(1, SMALL.size()));
    }

    static String koreanCountPattern() {
        return "\\d{1,9}|" + String.join("|", KOREAN_COUNTING.reversed()) + "|마지막|[일이삼사오육칠팔구십]{1,3}";
    }

    /// The number behind "3", "3rd", "third", "three", "other" (2), 세, 첫, 삼; -1 stands for 마지막 (the last).
    static OptionalInt position(String word) {
        String lower = word.toLowerCase(Locale.ROOT).strip();
        Matcher digits = DIGITS.matcher(lower);
        if (digits.matches()) {
            return OptionalInt.of(Integer.parseInt(digits.group(1)));
        }
        if (ORDINALS.contains(lower)) {
            return OptionalInt.of(ORDINALS.indexOf(lower) + 1);
        }
        if (SMALL.contains(lower)) {
            return OptionalInt.of(SMALL.indexOf(lower));
        }
        if (lower.equals("other")) {
            return OptionalInt.of(2);
        }
        if (lower.equals("마지막")) {
            return OptionalInt.of(-1);
        }
        for (int i = 0; i < KOREAN_COUNTING.size(); i++) {
            if (List.of(KOREAN_COUNTING.get(i).split("\\|")).contains(lower)) {
                return OptionalInt.of(i + 1);
            }
        }
        String sino = korean(lower);
        return sino == null || sino.length() > 9 ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(sino));
    }
}
