package io.github.jupan.agent.internal.evidence;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Digits with separators between them, such as `1,234.50`, `12,34,567` or `100,200`, and what they can mean.
///
/// A point or a comma between two groups is a decimal point or sets thousands apart; the same one several times only
/// sets apart, by threes or as in India. Commas and plain blanks may also stand between numbers.
final class DigitGroups {

    /// What stands between two groups.
    private enum Mark {
        /// `,`
        COMMA,
        /// `{,}` and `{.}`, as LaTeX has it: a comma that stands in one number.
        BRACED,
        POINT,
        /// A decimal point and nothing else: the Arabic `٫`.
        DECIMAL,
        /// A blank: between the groups of a number, or between numbers.
        BLANK,
        /// Sets the groups of one number apart and does nothing else: `'`, `_`, a narrow blank.
        APART
    }

    /// The digits and the separators in a row that a number may have and still be read.
    static final int MOST_DIGITS = 100_000;

    private static final int READ_AT_ONCE = 1_000;

    /// The groups of three of a number that could also be a list.
    private static final int LONGEST_LIST = 100;

    /// The groups that a person would set apart by blanks.
    private static final int MOST_BLANKS = 20;

    private final String text;
    private int[] starts = new int[4];
    private int[] ends = new int[4];
    private Mark[] marks = new Mark[4];
    private int count;

    /// Reads the groups that begin at a digit.
    DigitGroups(String text, int at) {
        this.text = text;
        int start = at;
        int end = skipDigits(text, start);
        add(start, end, Mark.APART);
        while (true) {
            int length = markLength(end);
            if (length == 0 || digit(text, end + length) < 0) {
                return;
            }
            Mark mark = markAt(end);
            start = end + length;
            end = skipDigits(text, start);
            if (mark == Mark.BLANK || mark == Mark.APART) {
                boolean grouped = digits(start, end) == 3 && (count == 1 ? length(0) <= 3 : marks[count - 1] == mark);
                if (!grouped) {
                    return;
                }
            }
            add(start, end, mark);
        }
    }

    private void add(int start, int end, Mark mark) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            ends = Arrays.copyOf(ends, 2 * count);
            marks = Arrays.copyOf(marks, 2 * count);
        }
        starts[count] = start;
        ends[count] = end;
        marks[count++] = mark;
    }

    int end() {
        return ends[count - 1];
    }

    /// A piece of the row that is one number.
    ///
    /// @param values what it can mean, the likeliest first
    /// @param parts the numbers that it may be instead
    record Piece(int start, int end, List<BigDecimal> values, List<Piece> parts) {}

    /// The numbers in the row.
    List<Piece> pieces() {
        List<BigDecimal> values = values(0, count - 1);
        if (values.isEmpty()) {
            return split();
        }
        List<Piece> parts = mayBeList() ? split() : List.of();
        return List.of(new Piece(starts[0], end(), values, parts.size() > 1 ? parts : List.of()));
    }

    private boolean mayBeList() {
        if (count == 1) {
            return false;
        }
        boolean blanks = marks[1] == Mark.BLANK;
        boolean decimal = count == 2 && length(1) != 3 && !startsWithZero(0);
        boolean equal = count <= LONGEST_LIST && length(0) == 3;
        return blanks || (marks[1] == Mark.COMMA && (decimal || equal));
    }

    /// Splits at commas and blanks. What is none of both stays together, or is no number.
    private List<Piece> split() {
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || marks[i] == Mark.COMMA || marks[i] == Mark.BLANK || marks[i] == Mark.APART) {
                List<BigDecimal> values = from == 0 && i == count && count > 1 ? List.of() : values(from, i - 1);
                if (!values.isEmpty()) {
                    pieces.add(new Piece(starts[from], ends[i - 1], values, List.of()));
                }
                from = i;
            }
        }
        return pieces;
    }

    private List<BigDecimal> values(int first, int last) {
        if ((startsWithZero(first) && length(first) > 1) || ends[last] - starts[first] > MOST_DIGITS) {
            return List.of();
        }
        if (first == last) {
            return List.of(value(first, last, 0));
        }
        Mark apart = marks[first + 1];
        int same = first + 1;
        while (same <= last && marks[same] == apart) {
            same++;
        }
        boolean tail = same == last && isDecimal(marks[last]);
        if (same <= last && !tail) {
            return List.of();
        }
        int lastWhole = tail ? last - 1 : last;
        if (apart == Mark.BLANK && lastWhole - first > MOST_BLANKS) {
            return List.of();
        }
        List<BigDecimal> values = new ArrayList<>(2);
        if (apart != Mark.DECIMAL && grouped(first, lastWhole)) {
            values.add(value(first, last, tail ? length(last) : 0));
        }
        if (last == first + 1 && isDecimal(apart)) {
            values.add(apart == Mark.POINT ? 0 : values.size(), value(first, last, length(last)));
        }
        return values;
    }

    private static boolean isDecimal(Mark mark) {
        return switch (mark) {
            case COMMA, BRACED, POINT, DECIMAL -> true;
            case BLANK, APART -> false;
        };
    }

    /// By threes, or with twos before the last three.
    private boolean grouped(int first, int last) {
        if (startsWithZero(first) || length(first) > 3 || length(last) != 3) {
            return false;
        }
        boolean threes = true;
        boolean twos = length(first) < 3 && (marks[last] == Mark.COMMA || marks[last] == Mark.BRACED);
        for (int i = first + 1; i < last; i++) {
            threes &= length(i) == 3;
            twos &= length(i) == 2;
        }
        return threes || twos;
    }

    private BigDecimal value(int first, int last, int decimals) {
        StringBuilder plain = new StringBuilder();
        for (int i = first; i <= last; i++) {
            appendDigits(text, starts[i], ends[i], plain);
        }
        return new BigDecimal(integer(plain), decimals);
    }

    /// What digits behind a decimal point are worth.
    static BigDecimal fraction(String text, int start, int end) {
        StringBuilder digits = new StringBuilder();
        appendDigits(text, start, end, digits);
        return new BigDecimal(integer(digits), digits.length());
    }

    /// Halves what is long: reading all of it at once takes the square of its length.
    private static BigInteger integer(CharSequence digits) {
        if (digits.length() <= READ_AT_ONCE) {
            return new BigInteger(digits.toString());
        }
        int low = digits.length() / 2;
        int middle = digits.length() - low;
        return integer(digits.subSequence(0, middle))
                .multiply(BigInteger.TEN.pow(low))
                .add(integer(digits.subSequence(middle, digits.length())));
    }

    private boolean startsWithZero(int group) {
        return digit(text, starts[group]) == 0;
    }

    private int length(int group) {
        return digits(starts[group], ends[group]);
    }

    private int digits(int start, int end) {
        return text.codePointCount(start, end);
    }

    private int markLength(int at) {
        if (at >= text.length()) {
            return 0;
        }
        return switch (text.charAt(at)) {
            case ',', '،', '.', '\'', '’', ' ', '\u00a0', '\u202f', '\u2007', '\u2009', '~', '_', '٬', '٫', '，', '．' ->
                1;
            case '{' -> text.startsWith("{,}", at) || text.startsWith("{.}", at) ? 3 : 0;
            case '\\' -> text.startsWith("\\,", at) || text.startsWith("\\;", at) ? 2 : 0;
            default -> 0;
        };
    }

    private Mark markAt(int at) {
        return switch (text.charAt(at)) {
            case ',', '，', '،' -> Mark.COMMA;
            case '{' -> text.charAt(at + 1) == ',' ? Mark.BRACED : Mark.POINT;
            case '.', '．' -> Mark.POINT;
            case '٫' -> Mark.DECIMAL;
            case ' ' -> Mark.BLANK;
            default -> Mark.APART;
        };
    }

    /// The digit at a place, of whatever script; -1 where there is none.
    static int digit(String text, int at) {
        if (at < 0 || at >= text.length()) {
            return -1;
        }
        char c = text.charAt(at);
        if (c < 128) {
            return c >= '0' && c <= '9' ? c - '0' : -1;
        }
        int codePoint = text.codePointAt(at);
        return Character.isDigit(codePoint) ? Character.digit(codePoint, 10) : -1;
    }

    static int skipDigits(String text, int at) {
        int end = at;
        while (digit(text, end) >= 0) {
            end += Character.charCount(text.codePointAt(end));
        }
        return end;
    }

    private static void appendDigits(String text, int start, int end, StringBuilder plain) {
        for (int at = start; at < end; at += Character.charCount(text.codePointAt(at))) {
            plain.append((char) ('0' + digit(text, at)));
        }
    }
}
