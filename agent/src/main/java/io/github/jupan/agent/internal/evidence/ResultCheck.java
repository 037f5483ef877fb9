package io.github.jupan.agent.internal.evidence;

import io.github.jupan.agent.Evidence.Source;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Whether what was computed is in the answer: the counterpart of the copy check.
///
/// The last short result of the question's runs has to be there, letter by letter, whatever stands between the
/// letters and whatever their case; a list of letters is the word that they spell. Of a result with numbers the
/// numbers have to be there, also rounded, as a percentage, or in words. `True`, `None`, long output and what a
/// failed run printed are not asked for. And no number of the answer may be almost a computed one.
public final class ResultCheck {

    /// What became of a result.
    public sealed interface Lost {

        /// The run that computed it.
        int run();

        /// What it computed.
        String result();
    }

    /// The answer does not have it.
    public record LeftOut(int run, String result) implements Lost {}

    /// The answer has something almost like it.
    ///
    /// @param written what the answer has instead
    public record Misquoted(int run, String result, String written) implements Lost {}

    /// An answer with more numbers is a table, and no misquote.
    private static final int MOST_NUMBERS = 1_000;

    private static final Set<String> CONJUNCTIONS = Set.of("and", "then", "und", "et", "y", "e", "и", "그리고");

    private final String answer;
    private final List<Computations.Traced> numbers;
    private final AnswerWording wording;

    private ResultCheck(String answer, List<Computations.Traced> numbers) {
        this.answer = answer;
        this.numbers = numbers;
        this.wording = AnswerWording.of(answer);
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
        if (spells(result)) {
            return true;
        }
        CalendarDate date = CalendarDate.of(result);
        if (date != null) {
            return date.standsIn(answer, wording);
        }
        List<Numbers.Found> inResult = Numbers.in(result);
        if (inResult.isEmpty()) {
            List<String> words = AnswerWording.words(result);
            return !words.isEmpty()
                    && (inOrder(words, AnswerWording.words(answer), String::equals) || wording.namesDayOrMonth(words));
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

    /// Rounded or cut off, to the last digit that is written. The sign may be in the words: "a loss of 5".
    private static boolean isAbout(BigDecimal written, BigDecimal computed) {
        BigDecimal size = computed.abs();
        BigDecimal said = written.abs();
        if (Rounding.to(said).contains(size)) {
            return true;
        }
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(-Math.max(0, said.scale()));
        return said.scale() >= 0 && size.compareTo(said.subtract(unit)) > 0 && size.compareTo(said.add(unit)) < 0;
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

    private Optional<Lost> misquoted(List<Computations.Run> runs, BooleanSupplier stopped) {
        if (numbers.size() > MOST_NUMBERS) {
            return Optional.empty();
        }
        Slips slips = Slips.of(runs);
        for (Computations.Traced each : numbers) {
            if (stopped.getAsBoolean()) {
                return Optional.empty();
            }
            if (each.source() instanceof Source.Neither && !each.number().label()) {
                for (Slips.Computed computed : slips.near(each.number().values().getFirst())) {
                    if (!hasValue(computed.value())) {
                        String written = answer.substring(
                                each.number().start(), each.number().end());
                        return Optional.of(new Misquoted(computed.run(), computed.digits(), written));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
