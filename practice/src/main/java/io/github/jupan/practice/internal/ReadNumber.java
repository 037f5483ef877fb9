package io.github.jupan.practice.internal;

import io.github.jupan.agent.WrittenNumber;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A number that a text gives as its answer, fractions among them.
///
/// @param start where it begins in the text
/// @param values what it can mean, the likeliest first
/// @param fraction whether it is written as one, whose value is cut at so many digits
record ReadNumber(int start, int end, List<BigDecimal> values, boolean percent, boolean fraction, String written) {

    private static final MathContext DIGITS = MathContext.DECIMAL64;
    private static final int LONGEST_PLAIN = 200;
    private static final int MOST_DIGITS = 1_000;
    private static final Pattern LATEX =
            Pattern.compile("(-?\\d+)?\\s*\\\\[dt]?frac\\s*\\{\\s*(-?\\d+)\\s*}\\s*\\{\\s*(\\d+)\\s*}");

    /// The one that a text gives as its answer: by its marks and words, else the last.
    static Optional<ReadNumber> answer(String text) {
        for (FinalAnswer.Place place : FinalAnswer.places(text)) {
            List<ReadNumber> found = in(place.in(text));
            if (!found.isEmpty()) {
                ReadNumber chosen = chosen(place.in(text), found);
                return Optional.of(chosen.moved(place.start()));
            }
        }
        List<ReadNumber> all = in(text);
        return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
    }

    /// Whether a text is a number, but for marks around it.
    static boolean isOne(String text) {
        return in(text).size() == 1
                && in(text).getFirst().start() <= 1
                && text.strip().length() - in(text).getFirst().end() <= 1;
    }

    /// Whether a text has this number in it.
    static boolean stands(String number, String text) {
        List<ReadNumber> wanted = in(number);
        return isOne(number) && in(text).stream().anyMatch(found -> found.isSame(wanted.getFirst(), BigDecimal.ZERO));
    }

    /// Behind "the answer is": of a sum that is worked out there, what it comes to.
    private static ReadNumber chosen(String text, List<ReadNumber> found) {
        int equals = text.lastIndexOf('=');
        return found.stream()
                .filter(number -> number.start() > equals)
                .findFirst()
                .orElse(found.getFirst());
    }

    private ReadNumber moved(int by) {
        return new ReadNumber(start + by, end + by, values, percent, fraction, written);
    }

    private static List<ReadNumber> in(String text) {
        List<ReadNumber> all = new ArrayList<>();
        Matcher latex = LATEX.matcher(text);
        while (latex.find()) {
            BigDecimal below = new BigDecimal(latex.group(3));
            if (below.signum() != 0) {
                BigDecimal part = new BigDecimal(latex.group(2)).divide(below, DIGITS);
                BigDecimal whole = latex.group(1) == null ? BigDecimal.ZERO : new BigDecimal(latex.group(1));
                BigDecimal value = whole.signum() < 0 ? whole.subtract(part) : whole.add(part);
                all.add(new ReadNumber(latex.start(), latex.end(), List.of(value), false, true, latex.group()));
            }
        }
        List<WrittenNumber> numbers = WrittenNumber.in(text).stream()
                .filter(number -> !number.label())
                .toList();
        for (int i = 0; i < numbers.size(); i++) {
            WrittenNumber number = numbers.get(i);
            if (all.stream().anyMatch(each -> each.start() <= number.start() && number.end() <= each.end())) {
                continue;
            }
            Optional<ReadNumber> fraction =
                    i + 1 < numbers.size() ? fraction(text, number, numbers.get(i + 1)) : Optional.empty();
            if (fraction.isPresent()) {
                all.add(fraction.get());
                i++;
            } else {
                all.add(new ReadNumber(
                        number.start(),
                        number.end(),
                        number.values(),
                        number.percent(),
                        false,
                        text.substring(number.start(), number.end())));
            }
        }
        all.sort(Comparator.comparingInt(ReadNumber::start));
        return all;
    }

    /// `3/4`
    private static Optional<ReadNumber> fraction(String text, WrittenNumber above, WrittenNumber below) {
        boolean beside = text.substring(above.end(), below.start()).strip().equals("/");
        BigDecimal divisor = below.values().getFirst();
        if (!beside || divisor.signum() == 0) {
            return Optional.empty();
        }
        return Optional.of(new ReadNumber(
                above.start(),
                below.end(),
                List.of(above.values().getFirst().divide(divisor, DIGITS)),
                false,
                true,
                text.substring(above.start(), below.end())));
    }

    /// In one form, by which a vote counts.
    String plain() {
        BigDecimal value = values.getFirst().stripTrailingZeros();
        boolean shown = value.scale() > -LONGEST_PLAIN && value.scale() < LONGEST_PLAIN;
        return (shown ? value.toPlainString() : value.toString()) + (percent ? "%" : "");
    }

    /// Whether both are the same: equal, apart as floats are, or the one rounded to the digits that the other has.
    boolean isSame(ReadNumber target, BigDecimal tolerance) {
        for (BigDecimal wanted : target.values()) {
            for (BigDecimal value : values) {
                if (isSame(value, fraction, wanted, target.fraction(), tolerance)) {
                    return true;
                }
                if (percent != target.percent()
                        && isSame(
                                percent ? value.movePointLeft(2) : value,
                                fraction,
                                percent ? wanted : wanted.movePointLeft(2),
                                target.fraction(),
                                tolerance)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isSame(
            BigDecimal value, boolean fraction, BigDecimal wanted, boolean wantedFraction, BigDecimal tolerance) {
        if (far(value, wanted)) {
            return false;
        }
        BigDecimal apart = value.subtract(wanted).abs();
        if (apart.compareTo(tolerance) <= 0) {
            return true;
        }
        BigDecimal relative = wanted.abs().movePointLeft(9);
        boolean written = wanted.scale() > 0 && !wantedFraction;
        boolean given = value.scale() > 1 && wantedFraction && !fraction;
        // A target of 33.33 is also 33.3333, and one of 1/3 also 0.33.
        return (value.scale() > 0 && apart.compareTo(relative) <= 0)
                || (written
                        && apart.multiply(BigDecimal.TWO).compareTo(BigDecimal.ONE.movePointLeft(wanted.scale())) <= 0)
                || (given
                        && apart.multiply(BigDecimal.TWO).compareTo(BigDecimal.ONE.movePointLeft(value.scale())) <= 0);
    }

    /// Of huge ones, by their sizes alone: to take `1e9999999` from 1 would take all the memory.
    private static boolean far(BigDecimal a, BigDecimal b) {
        long sizeA = (long) a.precision() - a.scale();
        long sizeB = (long) b.precision() - b.scale();
        return Math.abs(sizeA - sizeB) > 1 && (Math.abs(sizeA) > MOST_DIGITS || Math.abs(sizeB) > MOST_DIGITS);
    }
}
