package io.github.jupan.agent;

import io.github.jupan.agent.Evidence.Source;
import io.github.jupan.agent.Numbers.Found;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Says where each number of an answer comes from.
///
/// Two numbers are the same when their values are, however they are written; `25%` is also 0.25. A number that is a
/// computed one rounded to its own decimals counts as computed too, but whole numbers only from 10 on, because too many
/// results lie near a small one, unless they differ by no more than a `float` errs (`2.9999999999999996`). The latest
/// run
/// that has the number is its source, an exact match before a rounded one; a run of an earlier question only where
/// neither this question's runs nor the user's words have it.
final class EvidenceFinder {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal SMALLEST_ROUNDED = BigDecimal.TEN;
    private static final BigDecimal FLOAT_ERROR = new BigDecimal("1e-13");

    private record Run(int number, List<Found> numbers) {}

    private EvidenceFinder() {}

    /// @param runs what was computed in the conversation, in order
    /// @param firstRun the first run of this question
    /// @param words what the user wrote
    static List<Evidence> of(String answer, List<Runs.Computed> runs, int firstRun, Collection<String> words) {
        List<Found> inAnswer = Numbers.in(answer);
        if (inAnswer.isEmpty()) {
            return List.of();
        }
        List<Run> latestFirst = runs.reversed().stream()
                .map(run -> new Run(run.run(), Numbers.in(run.text())))
                .toList();
        List<Run> thisQuestions =
                latestFirst.stream().filter(run -> run.number() >= firstRun).toList();
        List<Run> earlier =
                latestFirst.stream().filter(run -> run.number() < firstRun).toList();
        List<Found> given =
                words.stream().flatMap(text -> Numbers.in(text).stream()).toList();
        List<Evidence> evidence = new ArrayList<>();
        for (Found number : inAnswer) {
            evidence.add(new Evidence(
                    answer.substring(number.start(), number.end()),
                    number.start(),
                    number.end(),
                    source(number, thisQuestions, earlier, given)));
        }
        return evidence;
    }

    private static Source source(Found number, List<Run> thisQuestions, List<Run> earlier, List<Found> given) {
        return computed(number, thisQuestions, EvidenceFinder::equal)
                .or(() -> given.stream()
                        .filter(each -> equal(number, each))
                        .findFirst()
                        .<Source>map(each -> new Source.Given()))
                .or(() -> computed(number, thisQuestions, EvidenceFinder::rounded))
                .or(() -> computed(number, earlier, EvidenceFinder::equal))
                .or(() -> computed(number, earlier, EvidenceFinder::rounded))
                .orElseGet(Source.Neither::new);
    }

    private static Optional<Source> computed(Found number, List<Run> latestFirst, BiPredicate<Found, Found> same) {
        return latestFirst.stream()
                .filter(run -> run.numbers().stream().anyMatch(result -> same.test(number, result)))
                .findFirst()
                .<Source>map(run -> new Source.Computed(run.number()));
    }

    private static boolean equal(Found a, Found b) {
        if (a.value().compareTo(b.value()) == 0) {
            return true;
        }
        return a.percent() != b.percent()
                && (a.percent()
                        ? a.value().compareTo(b.value().multiply(HUNDRED)) == 0
                        : b.value().compareTo(a.value().multiply(HUNDRED)) == 0);
    }

    private static boolean rounded(Found number, Found computed) {
        return roundsTo(computed.value(), number.value())
                || (number.percent() && roundsTo(computed.value().multiply(HUNDRED), number.value()));
    }

    private static boolean roundsTo(BigDecimal computed, BigDecimal number) {
        int decimals = Math.max(number.scale(), 0);
        // Far apart numbers are told so without writing out the digits of 1e9999.
        if (computed.scale() <= decimals || computed.precision() - computed.scale() > number.precision() + 1) {
            return false;
        }
        boolean precise = decimals > 0
                || number.abs().compareTo(SMALLEST_ROUNDED) >= 0
                || computed.subtract(number).abs().compareTo(number.abs().multiply(FLOAT_ERROR)) <= 0;
        return precise
                && (computed.setScale(decimals, RoundingMode.HALF_UP).compareTo(number) == 0
                        || computed.setScale(decimals, RoundingMode.HALF_EVEN).compareTo(number) == 0);
    }
}
