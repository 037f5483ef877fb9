package io.github.jupan.models.internal.offline;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Numbers as people write them: 1,234.5, "one hundred and five", 백이십삼, 3만 5천, third, 세.
final class Numbers {

    static final List<String> ORDINALS = List.of(("first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|"
        + "eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth")
            .split("\\|"));
    private static final List<String> SMALL = List.of(("zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|"
                    + "twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen")
            .split("\\|"));
    private static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> SCALES = List.of("hundred", "thousand", "million", "billion", "trillion");
    private static final List<Integer> ZEROS = List.of(2, 3, 6, 9, 12);
    private static final List<String> KOREAN = List.of(
            "하나|한|첫|일", "두|둘|이", "세|셋|석|삼", "네|넷|넉|사", "다섯|오", "여섯|육", "일곱|칠", "여덟|팔", "아홉|구", "열|십", "열한", "열두");

    static final String SCALE = "(thousand|million|billion|trillion)(?!\\w)|[만억조](?![가-힣])";
    static final String COUNTS = "two|three|four|five|six|seven|eight|nine|ten|[두세네]|다섯|여섯|일곱|여덟|아홉|열";
    private static final String ONE =
            "(" + String.join("|", SMALL) + "|" + String.join("|", TENS) + "|" + String.join("|", SCALES) + ")(?!\\w)";
    private static final String HANGUL = "[영일이삼사오육칠팔구십백천만억조]+";
    /// A number in words, in the notation of rules.
    static final String WORDS = "((minus|negative) )?(a (?=hundred|thousand|million|billion))?(?<!\\w)" + ONE
            + "((-| and | )" + ONE + "){0,40}|(마이너스 )?" + HANGUL;

    private static final Pattern PLAIN = Pattern.compile("-?(?:\\d{1,3}(?:,\\d{3})++|\\d+)(?:\\.\\d+)?");
    private static final Pattern SCALED = Pattern.compile("(-?[\\d.,]+)\\s*(" + SCALE + ")");
    private static final Pattern NEGATIVE = Pattern.compile("(?i)(?:minus|negative|마이너스)\\s+(.*)");

    private Numbers() {}

    /// Digits without separators, or null where it is no number or may be another.
    static @Nullable String read(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT).replace('−', '-');
        Matcher negative = NEGATIVE.matcher(text);
        if (negative.matches()) {
            String number = read(negative.group(1));
            return number == null || number.startsWith("-") ? null : "-" + number;
        }
        Matcher scaled = SCALED.matcher(text);
        if (scaled.matches()) {
            String number = read(scaled.group(1));
            int zeros = scaled.group(2).length() == 1
                    ? 4 * ("만억조".indexOf(scaled.group(2)) + 1)
                    : ZEROS.get(SCALES.indexOf(scaled.group(2)));
            return number == null
                    ? null
                    : new BigDecimal(number).scaleByPowerOfTen(zeros).toPlainString();
        }
        if (PLAIN.matcher(text).matches()) {
            return text.matches("-?0\\d.*") ? null : text.replace(",", "");
        }
        return text.matches(HANGUL) ? korean(text) : english(text);
    }

    private static @Nullable String english(String words) {
        long total = 0;
        long group = 0;
        long last = Long.MAX_VALUE;
        String before = "";
        for (String word : words.split("[\\s-]+")) {
            int scale = SCALES.indexOf(word);
            boolean open = before.isEmpty() || before.equals("and") || SCALES.contains(before);
            int small = SMALL.indexOf(word);
            if ((word.equals("a") && before.isEmpty()) || (word.equals("and") && SCALES.contains(before))) {
                before = word.equals("a") ? "" : word;
                continue;
            } else if (small >= 0 && (open || (TENS.contains(before) && small > 0 && small < 10))) {
                group += small;
            } else if (TENS.contains(word) && open) {
                group += 20 + 10L * TENS.indexOf(word);
            } else if (scale == 0 && !before.equals("and") && group < 10) {
                group = Math.max(group, 1) * 100;
            } else if (scale > 0 && !before.equals("and") && scale < last) {
                total += Math.max(group, 1) * (long) Math.pow(10, ZEROS.get(scale));
                group = 0;
                last = scale;
            } else {
                return null;
            }
            before = word;
        }
        return before.equals("and") ? null : String.valueOf(total + group);
    }

    /// Sino-Korean numbers: units fall within a section, sections fall within the number.
    private static @Nullable String korean(String words) {
        long total = 0;
        long section = 0;
        long digit = -1;
        int lastUnit = 4;
        int lastMyriad = 4;
        for (int i = 0; i < words.length(); i++) {
            char c = words.charAt(i);
            int value = "영일이삼사오육칠팔구".indexOf(c);
            int unit = "십백천".indexOf(c) + 1;
            int myriad = "만억조".indexOf(c) + 1;
            if (value >= 0 && digit < 0) {
                digit = value;
            } else if (unit > 0 && unit < lastUnit) {
                section += (digit < 0 ? 1 : digit) * (long) Math.pow(10, unit);
                digit = -1;
                lastUnit = unit;
            } else if (myriad > 0 && myriad < lastMyriad) {
                long sum = section + Math.max(digit, 0);
                total += Math.max(sum, 1) * (long) Math.pow(10, 4 * myriad);
                section = 0;
                digit = -1;
                lastUnit = 4;
                lastMyriad = myriad;
            } else {
                return null;
            }
        }
        return String.valueOf(total + section + Math.max(digit, 0));
    }

    /// A place or a small count: "3rd", "third", "other", "three", 세, 3.
    static @Nullable Value place(String written) {
        String text = written.strip().toLowerCase(Locale.ROOT);
        int place = text.equals("other") ? 2 : Math.max(ORDINALS.indexOf(text) + 1, SMALL.indexOf(text));
        if (text.matches("\\d{1,7}(?:st|nd|rd|th)?")) {
            place = Integer.parseInt(text.replaceAll("\\D", ""));
        }
        for (int i = 0; place <= 0 && i < KOREAN.size(); i++) {
            place = text.matches(KOREAN.get(i)) ? i + 1 : 0;
        }
        return place <= 0 ? null : new Value(String.valueOf(place), written.matches("\\d+") ? text : ordinal(place));
    }

    private static String ordinal(int n) {
        int last = n % 100 >= 11 && n % 100 <= 13 ? 0 : n % 10;
        return n + (last == 1 ? "st" : last == 2 ? "nd" : last == 3 ? "rd" : "th");
    }
}
