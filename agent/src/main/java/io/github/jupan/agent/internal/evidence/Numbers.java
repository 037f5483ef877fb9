package io.github.jupan.agent.internal.evidence;

import static io.github.jupan.agent.internal.evidence.DigitGroups.digit;
import static io.github.jupan.agent.internal.evidence.DigitGroups.skipDigits;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Finds the numbers in a text, in one pass: `18`, `-3.5`, `6.02e23`, `1.27 × 10^30`, `$18`, `25%`, `18개`;
/// `1,234.50`, `1.234,50`, `1 234 567`, `1'234'567`, `12,34,567`, `1억 2345만`, `123.45 million`; in LaTeX `1{,}200`,
/// `1\,200` and `25\%`; digits of any script.
///
/// No numbers: digits inside a word or a name (`utf8`, `x2`, `gpt-5`), versions (`1.2.3`), dates (`2024-03-01`), and
/// what begins with a zero (`007`). A minus, also one that is written as a dash, is a sign where nothing stands
/// before it that it could be taken from.
public final class Numbers {

    /// @param start where it begins, in UTF-16 code units, its sign included
    /// @param end where it ends, exclusive
    /// @param values what it can mean, the likeliest first; as many decimals as are written, `1.27e30` has -28
    /// @param percent whether a percent sign follows
    /// @param label whether it only numbers what follows: an item of a list, a heading, a step, a row
    /// @param parts the numbers that it may be instead, when it can be read as a list: `100,200,300`
    public record Found(
            int start, int end, List<BigDecimal> values, boolean percent, boolean label, List<Found> parts) {}

    /// How much is read between two looks at whether to stop, in UTF-16 code units.
    private static final int STRETCH = 1 << 14;

    private final String text;
    private final Consumer<Found> found;
    private int at;
    private int lineStart;

    private Numbers(String text, Consumer<Found> found) {
        this.text = text;
        this.found = found;
    }

    /// The numbers of a text, in order.
    public static List<Found> in(String text) {
        List<Found> found = new ArrayList<>();
        scan(text, found::add, () -> false);
        return found;
    }

    /// Hands over the numbers of a text, in order, until it is asked to stop.
    ///
    /// @return false when it was asked to stop
    public static boolean scan(String text, Consumer<Found> found, BooleanSupplier stopped) {
        return new Numbers(text, found).scan(stopped);
    }

    private boolean scan(BooleanSupplier stopped) {
        int nextLook = STRETCH;
        while (at < text.length()) {
            if (at >= nextLook) {
                nextLook = at + STRETCH;
                if (stopped.getAsBoolean()) {
                    return false;
                }
            }
            char c = text.charAt(at);
            if (digit(text, at) >= 0) {
                atDigit();
            } else if (c == '.' && digit(text, at + 1) >= 0 && mayBeginFraction()) {
                fraction();
            } else {
                at++;
                if (c == '\n' || c == '\r') {
                    lineStart = at;
                }
            }
        }
        return true;
    }

    private void atDigit() {
        int end = skipDigits(text, at);
        if (!mayBegin(at) || isVersionTail(at) || isNumberOfName(at)) {
            skipName(end);
        } else if (end - at == 4 && dateEnd(end) > 0) {
            at = dateEnd(end);
        } else if (end - at == 1 && text.charAt(at) == '0' && isHexadecimal(end)) {
            skipName(end + 1);
        } else {
            groups();
        }
    }

    private void groups() {
        int start = at;
        Magnitude tens = Magnitude.ofTen(text, start);
        DigitGroups groups = new DigitGroups(text, start);
        List<DigitGroups.Piece> pieces = groups.pieces();
        at = Math.max(groups.end(), start + 1);
        if (tens != null && tens.end() > at) {
            at = tens.end();
            hand(
                    start,
                    at,
                    List.of(BigDecimal.ONE.scaleByPowerOfTen(tens.powers().getFirst())),
                    plain(start, at));
            return;
        }
        for (DigitGroups.Piece piece : pieces) {
            if (piece.end() == groups.end()) {
                magnified(piece);
            } else {
                hand(piece.start(), piece.end(), piece.values(), parts(piece));
            }
        }
    }

    /// A number with what stands behind it: a power of ten, or more units.
    private void magnified(DigitGroups.Piece piece) {
        BigDecimal likeliest = piece.values().getFirst();
        Magnitude.Myriads myriads = Magnitude.myriads(text, likeliest, piece.end());
        if (myriads != null) {
            at = myriads.end();
            hand(piece.start(), at, List.of(myriads.value()), plain(piece.start(), at));
            return;
        }
        Magnitude magnitude = Magnitude.after(text, piece.end());
        if (magnitude == null) {
            hand(piece.start(), piece.end(), piece.values(), parts(piece));
            return;
        }
        at = Math.max(at, magnitude.end());
        List<BigDecimal> values = new ArrayList<>();
        for (int power : magnitude.powers()) {
            piece.values().forEach(value -> values.add(value.scaleByPowerOfTen(power)));
        }
        boolean word = Character.isLetter(text.charAt(magnitude.end() - 1));
        hand(piece.start(), magnitude.end(), values, word ? plain(piece.start(), piece.end()) : List.of());
    }

    /// `.5`
    private void fraction() {
        int start = at;
        at = skipDigits(text, start + 1);
        boolean version = text.startsWith(".", at) && digit(text, at + 1) >= 0;
        if (!version && at - start <= DigitGroups.MOST_DIGITS) {
            BigDecimal value = DigitGroups.fraction(text, start + 1, at);
            magnified(new DigitGroups.Piece(start, at, List.of(value), List.of()));
        }
    }

    private static List<Found> parts(DigitGroups.Piece piece) {
        return piece.parts().stream().map(Numbers::plain).toList();
    }

    private static Found plain(DigitGroups.Piece piece) {
        return new Found(piece.start(), piece.end(), piece.values(), false, false, List.of());
    }

    /// The numbers in a stretch that is one number, each for itself.
    private List<Found> plain(int start, int end) {
        List<Found> numbers = new ArrayList<>();
        int next = start;
        while (next < end) {
            if (digit(text, next) < 0) {
                next++;
            } else {
                DigitGroups groups = new DigitGroups(text, next);
                groups.pieces().stream()
                        .filter(piece -> piece.end() <= end)
                        .forEach(piece -> numbers.add(plain(piece)));
                next = groups.end();
            }
        }
        return numbers;
    }

    private void hand(int start, int end, List<BigDecimal> values, List<Found> parts) {
        int sign = Affixes.minus(text, start);
        boolean percent = Affixes.isPercent(text, start, end);
        if (sign < 0) {
            boolean label = !percent && parts.isEmpty() && Labels.isLabel(text, lineStart, start, end);
            found.accept(new Found(start, end, values, percent, label, parts));
        } else {
            List<Found> signed = new ArrayList<>(parts);
            signed.replaceAll(part -> part.start() == start ? negative(part, sign) : part);
            Found number = new Found(start, end, values, percent, false, List.copyOf(signed));
            found.accept(negative(number, sign));
        }
    }

    private static Found negative(Found number, int sign) {
        List<BigDecimal> values =
                number.values().stream().map(BigDecimal::negate).toList();
        return new Found(sign, number.end(), values, number.percent(), false, number.parts());
    }

    /// Whether a number can begin here: not in the middle of a word. Scripts that write no blanks between words have
    /// none that a number could be part of.
    private boolean mayBegin(int start) {
        if (start == 0) {
            return true;
        }
        int before = text.codePointBefore(start);
        if (before == '_' || Character.isDigit(before)) {
            return false;
        }
        if (!Affixes.isNameLetter(before)) {
            return true;
        }
        return Affixes.isCurrency(text, start);
    }

    /// Whether a point before it ends other digits, as in `1.2.3`.
    private boolean isVersionTail(int start) {
        return start > 1 && text.charAt(start - 1) == '.' && Character.isDigit(text.codePointBefore(start - 1));
    }

    /// `gpt-5`
    private boolean isNumberOfName(int start) {
        return start > 1 && text.charAt(start - 1) == '-' && Affixes.isNameLetter(text.codePointBefore(start - 1));
    }

    private void skipName(int end) {
        at = end;
        while (text.startsWith(".", at) && digit(text, at + 1) >= 0) {
            at = skipDigits(text, at + 1);
        }
    }

    private boolean isHexadecimal(int x) {
        return x + 1 < text.length()
                && (text.charAt(x) == 'x' || text.charAt(x) == 'X')
                && Character.digit(text.charAt(x + 1), 16) >= 0;
    }

    /// Where a date such as `2024-03-01` or `2024-03` ends whose year does; 0 where there is none.
    private int dateEnd(int yearEnd) {
        if (!text.startsWith("-", yearEnd) || skipDigits(text, yearEnd + 1) != yearEnd + 3) {
            return 0;
        }
        int month = yearEnd + 3;
        boolean day = text.startsWith("-", month) && skipDigits(text, month + 1) == month + 3;
        return day ? month + 3 : month;
    }

    private boolean mayBeginFraction() {
        if (at == 0) {
            return true;
        }
        int before = text.codePointBefore(at);
        return !Character.isUnicodeIdentifierPart(before) && ".)}]/".indexOf(before) < 0;
    }
}
