package io.github.jupan.agent.internal.evidence;

import io.github.jupan.agent.Evidence.Source;
import io.github.jupan.prompts.Prompt;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Whether what was computed is in the answer: the counterpart of the copy check.
///
/// The last short result of the question's runs has to be there, letter by letter, whatever stands between the letters
/// and whatever their case; a list of letters is the word that they spell. Of a result with numbers the numbers have to
/// be there, also rounded, as a percentage, or in words. `True`, `None`, long output and what a failed run printed are
/// not asked for. And no number of the answer may be almost a computed one.
public final class ResultCheck {

    /// What became of a result.
    public sealed interface Lost {

        /// The run that computed it.
        int run();

        /// What it computed.
        String result();

        /// What to tell the model.
        default String reminder() {
            return Prompt.REMINDER_RESULT.with("result", result());
        }
    }

    /// The answer does not have it.
    public record LeftOut(int run, String result) implements Lost {}

    /// The answer has something almost like it.
    ///
    /// @param written what the answer has instead
    public record Misquoted(int run, String result, String written) implements Lost {}

    /// Digits from which on a number that differs in one digit is a slip of this one, and not just another.
    private static final int LONG = 4;

    private static final int SHORT = 3;
    private static final int LONGEST = 40;

    private static final Set<String> CONJUNCTIONS = Set.of("and", "then", "und", "et", "y", "e", "и", "그리고");

    private final String answer;
    private final List<Computations.Traced> numbers;
    private final Wording wording;

    private ResultCheck(String answer, List<Computations.Traced> numbers) {
        this.answer = answer;
        this.numbers = numbers;
        this.wording = Wording.of(answer);
    }

    /// Looks for what was lost; empty when nothing was, or when it was asked to stop.
    ///
    /// @param firstRun the first run of this question
    /// @param given what the user wrote
    public static Optional<Lost> of(
            String answer, Computations computations, int firstRun, Collection<String> given, BooleanSupplier stopped) {
        List<Computations.Run> runs = computations.runsFrom(firstRun);
        if (runs.stream().allMatch(run -> run.result() == null && run.numbers().isEmpty())) {
            return Optional.empty();
        }
        ResultCheck check = new ResultCheck(answer, computations.traced(answer, firstRun, given, stopped));
        Optional<Lost> misquoted = check.misquoted(runs, stopped);
        return misquoted.isPresent() || stopped.getAsBoolean() ? misquoted : check.leftOut(runs);
    }

    private Optional<Lost> leftOut(List<Computations.Run> runs) {
        for (Computations.Run run : runs.reversed()) {
            ShortResult result = run.result();
            if (result != null) {
                return result.essence().isEmpty() || has(result.essence(), run.numbers())
                        ? Optional.empty()
                        : Optional.of(new LeftOut(run.number(), result.text()));
            }
        }
        return Optional.empty();
    }

    private boolean has(String result, List<BigDecimal> computed) {
        if (spells(result) || hasDate(result)) {
            return true;
        }
        List<Numbers.Found> inResult = Numbers.in(result);
        if (inResult.isEmpty()) {
            List<String> words = Wording.words(result);
            return !words.isEmpty() && inOrder(words, Wording.words(answer), String::equals);
        }
        List<Numbers.Found> ofTheRun = inResult.stream()
                .filter(number -> isAmong(computed, number.values().getFirst()))
                .toList();
        List<Numbers.Found> wanted = ofTheRun.isEmpty() ? inResult : ofTheRun;
        return wanted.stream().allMatch(this::hasNumber)
                && (!result.startsWith("[") || inOrder(wanted, allNumbers(), ResultCheck::same));
    }

    private static boolean isAmong(List<BigDecimal> computed, BigDecimal number) {
        return computed.stream().anyMatch(each -> each.compareTo(number) == 0);
    }

    private static <A, B> boolean inOrder(List<A> wanted, List<B> there, BiPredicate<A, B> same) {
        int next = 0;
        for (B each : there) {
            if (next < wanted.size() && same.test(wanted.get(next), each)) {
                next++;
            }
        }
        return next == wanted.size();
    }

    private List<Numbers.Found> allNumbers() {
        return numbers.stream()
                .map(Computations.Traced::number)
                .flatMap(number -> number.parts().isEmpty() ? Stream.of(number) : number.parts().stream())
                .toList();
    }

    private static boolean same(Numbers.Found wanted, Numbers.Found written) {
        return wanted.values().stream().anyMatch(value -> says(written, value));
    }

    private boolean hasNumber(Numbers.Found number) {
        boolean whole = number.values().stream().anyMatch(this::hasValue)
                || (number.percent()
                        && number.values().stream().anyMatch(value -> hasValue(value.scaleByPowerOfTen(-2))));
        return whole || (!number.parts().isEmpty() && number.parts().stream().allMatch(this::hasNumber));
    }

    private boolean hasValue(BigDecimal value) {
        for (Computations.Traced each : numbers) {
            if (says(each.number(), value) || each.number().parts().stream().anyMatch(part -> says(part, value))) {
                return true;
            }
        }
        return wording.says(value);
    }

    private static boolean says(Numbers.Found number, BigDecimal value) {
        for (BigDecimal written : number.values()) {
            if (isAbout(written, value) || (number.percent() && isAbout(written, value.scaleByPowerOfTen(2)))) {
                return true;
            }
        }
        return false;
    }

    /// The sign may be in the words, and a part of something may not count: "a loss of 5", "4 full boxes".
    private static boolean isAbout(BigDecimal written, BigDecimal computed) {
        BigDecimal size = computed.abs();
        if (Rounding.to(written.abs()).contains(size)) {
            return true;
        }
        boolean whole = written.scale() <= 0 && size.scale() > 0 && size.precision() - size.scale() <= LONGEST;
        return whole
                && (size.setScale(0, RoundingMode.FLOOR).compareTo(written.abs()) == 0
                        || size.setScale(0, RoundingMode.CEILING).compareTo(written.abs()) == 0);
    }

    /// Whether the answer has the result's letters and digits in a row, and no more of the same word around them.
    private boolean spells(String result) {
        String wanted = Spelling.of(result, Set.of(), true).letters();
        if (wanted.isEmpty()) {
            return false;
        }
        boolean digits = wanted.chars().anyMatch(Character::isDigit);
        return Spelling.of(answer, Set.of(), true).has(wanted)
                || (!digits && Spelling.of(answer, CONJUNCTIONS, false).has(wanted));
    }

    /// `2026-01-09` may be written as 9 January 2026.
    private boolean hasDate(String result) {
        int[] date = date(result);
        if (date.length == 0) {
            return false;
        }
        List<Integer> written = new ArrayList<>();
        for (int i = 0; i < answer.length(); i++) {
            int end = DigitGroups.skipDigits(answer, i);
            if (end > i) {
                if (end - i <= 4) {
                    written.add(Integer.parseInt(answer, i, end, 10));
                }
                i = end;
            }
        }
        return written.contains(date[0])
                && written.contains(date[2])
                && (written.contains(date[1]) || wording.hasMonth(date[1]));
    }

    /// Year, month and day of a result that is a date, as text or as Python's `datetime.date(2026, 1, 9)`.
    private static int[] date(String result) {
        String digits = result.replaceAll("[^0-9]+", " ").strip();
        boolean form = result.startsWith("datetime.date") || result.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}.{0,20}");
        String[] parts = digits.split(" ");
        if (!form || parts.length < 3 || parts[0].length() != 4 || parts[1].length() > 2 || parts[2].length() > 2) {
            return new int[0];
        }
        int month = Integer.parseInt(parts[1]);
        return month < 1 || month > 12
                ? new int[0]
                : new int[] {Integer.parseInt(parts[0]), month, Integer.parseInt(parts[2])};
    }

    private Optional<Lost> misquoted(List<Computations.Run> runs, BooleanSupplier stopped) {
        for (Computations.Traced each : numbers) {
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
            if (!(each.source() instanceof Source.Neither) || each.number().label()) {
                continue;
            }
            String written = digits(each.number().values().getFirst());
            for (Computations.Run run : runs.reversed()) {
                for (BigDecimal computed : run.numbers()) {
                    String result = digits(computed);
                    if (isSlip(written, result) && !hasValue(computed)) {
                        String quoted = answer.substring(
                                each.number().start(), each.number().end());
                        return Optional.of(new Misquoted(run.number(), result, quoted));
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static String digits(BigDecimal number) {
        return number.precision() > LONGEST || Math.abs(number.scale()) > LONGEST
                ? ""
                : number.signum() == 0 ? "0" : number.abs().stripTrailingZeros().toPlainString();
    }

    /// Whether one digit was changed, left out, put in, or swapped with its neighbour.
    private static boolean isSlip(String written, String computed) {
        int longer = Math.max(written.length(), computed.length());
        int shorter = Math.min(written.length(), computed.length());
        if (shorter < SHORT - 1 || longer < SHORT || longer - shorter > 1 || written.equals(computed)) {
            return false;
        }
        int start = 0;
        while (start < shorter && written.charAt(start) == computed.charAt(start)) {
            start++;
        }
        int end = 0;
        while (end < shorter - start
                && written.charAt(written.length() - 1 - end) == computed.charAt(computed.length() - 1 - end)) {
            end++;
        }
        if (longer > shorter) {
            return longer >= LONG && start + end >= shorter;
        }
        int differ = longer - start - end;
        boolean swapped = differ == 2
                && written.charAt(start) == computed.charAt(start + 1)
                && written.charAt(start + 1) == computed.charAt(start);
        return swapped || (differ == 1 && longer >= LONG);
    }

    /// A text's letters and digits, in lower case, and where words begin and end among them.
    private record Spelling(String letters, BitSet begins) {

        /// @param without words to leave out
        static Spelling of(String text, Set<String> without, boolean digits) {
            StringBuilder letters = new StringBuilder();
            BitSet begins = new BitSet();
            int at = 0;
            while (at < text.length()) {
                int end = at;
                while (end < text.length()
                        && isKept(text.charAt(end), digits)
                        && (end == at || sameWord(text.charAt(end - 1), text.charAt(end)))) {
                    end++;
                }
                if (end == at) {
                    begins.set(letters.length());
                    at++;
                    continue;
                }
                String word = text.substring(at, end).toLowerCase(Locale.ROOT);
                begins.set(letters.length());
                if (!without.contains(word)) {
                    letters.append(word);
                    begins.set(letters.length());
                }
                at = end;
            }
            return new Spelling(letters.toString(), begins);
        }

        private static boolean isKept(char c, boolean digits) {
            return Character.isLetter(c) || Character.isSurrogate(c) || (digits && Character.isDigit(c));
        }

        /// In scripts that write no blanks between words a word may end anywhere.
        private static boolean sameWord(char a, char b) {
            return isSpaced(a) && isSpaced(b);
        }

        private static boolean isSpaced(char c) {
            if (Character.isDigit(c)) {
                return true;
            }
            return switch (Character.UnicodeScript.of(c)) {
                case LATIN, GREEK, CYRILLIC, COMMON -> true;
                default -> false;
            };
        }

        boolean has(String wanted) {
            int at = letters.indexOf(wanted);
            while (at >= 0) {
                if (begins.get(at) && begins.get(at + wanted.length())) {
                    return true;
                }
                at = letters.indexOf(wanted, at + 1);
            }
            return false;
        }
    }
}
