package io.github.jupan.agent.internal.evidence;

import io.github.jupan.agent.Evidence;
import io.github.jupan.agent.Evidence.Source;
import io.github.jupan.agent.RunResult;
import io.github.jupan.sandbox.Execution;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What the runs of a conversation computed, as far as its answers can still speak of it, and what in an answer comes
/// from there. One thread at a time.
///
/// Two numbers are the same when their values are, however they are written; `25%` is also 0.25. A number that is a
/// computed one rounded to its own last digit counts as computed too, but whole numbers, and numbers of millions and
/// the like, only with two digits and more, because too many results lie near a small one, unless they differ by no
/// more than a `float` errs (`2.9999999999999996`). The latest run that has the number is its source, an exact match
/// before a rounded one; a run of an earlier question only where neither this question's runs nor the user's words
/// have it.
///
/// A run that did not end computed nothing, nor did one compute what its code merely hands on ([HandedOn]): a
/// literal, or the user's own text.
public final class Computations {

    /// A conversation may go on for ever; what its answers speak of was computed lately.
    static final int MOST_KEPT = 1_000;

    static final int MOST_KEPT_CHARS = 4_000_000;

    /// What is no longer looked up may lie in the index for a while: to take it out costs as much as to build it.
    private static final int MOST_FORGOTTEN_CHARS = 1_000_000;

    private static final int MOST_DISTINCT = 1_000;

    /// @param result null where there is no short one
    /// @param numbers the first of the numbers that it computed
    record Run(int number, int chars, @Nullable ShortResult result, List<BigDecimal> numbers) {}

    private final Deque<Run> runs = new ArrayDeque<>();
    private final NumberIndex index = new NumberIndex();
    private final Map<String, HandedOn.Flow> names = new HashMap<>();
    private final Set<Integer> echoes = new HashSet<>();
    private int chars;
    private int forgottenChars;

    /// Takes in a run.
    ///
    /// @param run higher than those before
    /// @param stopped whether to give up: then it counts as one that computed nothing
    public void add(int run, String code, Execution execution, BooleanSupplier stopped) {
        HandedOn.Literals literals = HandedOn.by(code, names, stopped);
        if (stopped.getAsBoolean() || !(execution instanceof Execution.Completed completed)) {
            keep(new Run(run, 0, null, List.of()));
            return;
        }
        String value = completed.value() == null ? "" : "\n" + completed.value();
        String text = completed.output().stdout() + value;
        List<BigDecimal> numbers = literals.echo() ? List.of() : computed(text, literals, stopped);
        index.add(run, numbers);
        if (literals.given()) {
            echoes.add(run);
        }
        Set<BigDecimal> distinct = new TreeSet<>(numbers.subList(0, Math.min(numbers.size(), MOST_DISTINCT)));
        keep(new Run(run, text.length(), ShortResult.of(completed, literals), List.copyOf(distinct)));
    }

    private void keep(Run latest) {
        runs.add(latest);
        chars += latest.chars();
        while (runs.size() > MOST_KEPT || chars > MOST_KEPT_CHARS) {
            Run oldest = runs.remove();
            chars -= oldest.chars();
            forgottenChars += oldest.chars();
            echoes.remove(oldest.number());
        }
        if (forgottenChars > MOST_FORGOTTEN_CHARS) {
            index.dropBefore(firstKept());
            forgottenChars = 0;
        }
    }

    private int firstKept() {
        return runs.isEmpty() ? Integer.MAX_VALUE : runs.getFirst().number();
    }

    private static List<BigDecimal> computed(String text, HandedOn.Literals literals, BooleanSupplier stopped) {
        Phrases phrases = Phrases.of(literals.texts());
        List<BigDecimal> numbers = new ArrayList<>();
        Consumer<Numbers.Found> add = found -> {
            add(found, text, literals, phrases, numbers);
            found.parts().forEach(part -> add(part, text, literals, phrases, numbers));
        };
        return Numbers.scan(text, add, stopped) ? numbers : List.of();
    }

    private static void add(
            Numbers.Found found, String text, HandedOn.Literals literals, Phrases phrases, List<BigDecimal> numbers) {
        BigDecimal value = found.values().getFirst();
        if (literals.numbers().contains(value) || phrases.stands(value, text, found.start())) {
            return;
        }
        numbers.add(value);
        if (found.percent()) {
            numbers.add(hundredth(value));
        }
    }

    private static BigDecimal hundredth(BigDecimal value) {
        return value.scaleByPowerOfTen(-2);
    }

    List<Run> runsFrom(int firstRun) {
        return runs.stream().filter(run -> run.number() >= firstRun).toList();
    }

    /// The short results of a question's runs, in order.
    ///
    /// @param firstRun the first run of the question
    public List<RunResult> results(int firstRun) {
        List<RunResult> results = new ArrayList<>();
        for (Run run : runsFrom(firstRun)) {
            ShortResult result = run.result();
            if (result != null) {
                results.add(new RunResult(run.number(), result.text()));
            }
        }
        return List.copyOf(results);
    }

    /// Says where each number of an answer comes from, in order. Numbers that only number something are left out, and
    /// so are those of an example: what stands in quotes or code and comes from nowhere.
    ///
    /// @param firstRun the first run of this question
    /// @param given what the user wrote
    /// @param stopped whether to give up: then the list is empty
    public List<Evidence> evidence(String answer, int firstRun, Collection<String> given, BooleanSupplier stopped) {
        List<Traced> traced = traced(answer, firstRun, given, stopped);
        Examples examples = Examples.of(answer);
        List<Evidence> evidence = new ArrayList<>();
        for (Traced each : traced) {
            Numbers.Found number = each.number();
            boolean example = each.source() instanceof Source.Neither && examples.covers(number.start());
            if (!number.label() && !example) {
                evidence.add(new Evidence(
                        answer.substring(number.start(), number.end()), number.start(), number.end(), each.source()));
            }
        }
        return List.copyOf(evidence);
    }

    /// A number of an answer and where it comes from.
    record Traced(Numbers.Found number, Source source) {}

    /// Every number of an answer, labels too; none when it was asked to stop.
    List<Traced> traced(String answer, int firstRun, Collection<String> given, BooleanSupplier stopped) {
        List<Numbers.Found> numbers = new ArrayList<>();
        if (!Numbers.scan(answer, numbers::add, stopped) || numbers.isEmpty()) {
            return List.of();
        }
        Optional<Set<BigDecimal>> inWords = givenOf(numbers, given, stopped);
        if (inWords.isEmpty()) {
            return List.of();
        }
        List<Traced> traced = new ArrayList<>();
        int looked = 0;
        for (Numbers.Found number : numbers) {
            if ((++looked & 0xff) == 0 && stopped.getAsBoolean()) {
                return List.of();
            }
            Source whole = source(number, firstRun, inWords.get());
            List<Traced> parts = whole instanceof Source.Neither
                    ? number.parts().stream()
                            .map(part -> new Traced(part, source(part, firstRun, inWords.get())))
                            .toList()
                    : List.of();
            if (parts.stream().allMatch(part -> part.source() instanceof Source.Neither)) {
                traced.add(new Traced(number, whole));
            } else {
                traced.addAll(parts);
            }
        }
        return traced;
    }

    /// Those values of an answer's numbers that the user wrote; empty when it was asked to stop.
    private static Optional<Set<BigDecimal>> givenOf(
            List<Numbers.Found> numbers, Collection<String> given, BooleanSupplier stopped) {
        Map<BigDecimal, Boolean> wanted = new TreeMap<>();
        numbers.forEach(number -> {
            want(number, wanted);
            number.parts().forEach(part -> want(part, wanted));
        });
        for (String text : given) {
            boolean whole = Numbers.scan(
                    text,
                    number -> {
                        find(number, wanted);
                        number.parts().forEach(part -> find(part, wanted));
                    },
                    stopped);
            if (!whole) {
                return Optional.empty();
            }
        }
        Set<BigDecimal> found = new TreeSet<>();
        wanted.forEach((value, there) -> {
            if (there) {
                found.add(value);
            }
        });
        return Optional.of(found);
    }

    private static void want(Numbers.Found number, Map<BigDecimal, Boolean> wanted) {
        for (BigDecimal value : number.values()) {
            wanted.put(value, false);
            if (number.percent()) {
                wanted.put(hundredth(value), false);
            }
        }
    }

    private static void find(Numbers.Found number, Map<BigDecimal, Boolean> wanted) {
        for (BigDecimal value : number.values()) {
            wanted.replace(value, true);
            if (number.percent()) {
                wanted.replace(hundredth(value), true);
            }
        }
    }

    private Source source(Numbers.Found number, int firstRun, Set<BigDecimal> given) {
        int exact = latest(number, Precision.EXACT);
        boolean inWords = number.values().stream()
                .anyMatch(value -> given.contains(value) || (number.percent() && given.contains(hundredth(value))));
        if (inWords && (exact < firstRun || echoes.contains(exact))) {
            return new Source.Given();
        }
        if (exact >= firstRun) {
            return new Source.Computed(exact);
        }
        int rounded = latest(number, Precision.ROUNDED);
        int run = rounded >= firstRun || exact == NumberIndex.NONE ? rounded : exact;
        return run == NumberIndex.NONE ? new Source.Neither() : new Source.Computed(run);
    }

    private enum Precision {
        EXACT,
        ROUNDED
    }

    /// The latest run that has the number in one of its meanings.
    private int latest(Numbers.Found number, Precision precision) {
        int latest = NumberIndex.NONE;
        for (BigDecimal value : number.values()) {
            int run = latest(value, 0, precision);
            latest = Math.max(latest, number.percent() ? Math.max(run, latest(value, -2, precision)) : run);
        }
        return latest >= firstKept() ? latest : NumberIndex.NONE;
    }

    /// @param power -2 for a percentage, whose hundredth was computed
    private int latest(BigDecimal value, int power, Precision precision) {
        return switch (precision) {
            case EXACT -> index.latestOf(value.scaleByPowerOfTen(power));
            case ROUNDED -> {
                Rounding range = Rounding.to(value);
                yield index.latestBetween(
                        range.low().scaleByPowerOfTen(power),
                        range.lowIncluded(),
                        range.high().scaleByPowerOfTen(power),
                        range.highIncluded());
            }
        };
    }
}
