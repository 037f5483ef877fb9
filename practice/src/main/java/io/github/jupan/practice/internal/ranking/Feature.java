package io.github.jupan.practice.internal.ranking;

import io.github.jupan.agent.Evidence;
import io.github.jupan.practice.Piece;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Rollout.Status;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;

/// Something that a reader sees of an attempt, as a number. What is counted is `ln(1 + n)`: from one to two
/// matters more than from eleven to twelve.
public enum Feature {
    LENGTH("long attempts", rollout -> Math.log1p((double) rollout.writtenChars())),
    ANSWER_LENGTH("long answers", rollout -> Math.log1p(rollout.answer().strip().length())),
    STEPS("many lines of words", rollout -> Math.log1p((double) lines(rollout))),
    RUNS("many runs of code", rollout -> Math.log1p(rollout.runs().size())),
    FAILED_RUNS("runs that failed", rollout -> Math.log1p((double) failed(rollout))),
    REPAIRS("errors that were repaired", rollout -> Math.log1p(repairs(rollout))),
    COMPUTED_SHARE("answers whose numbers are computed", rollout -> computedShare(rollout.evidence())),
    SELF_CHECKS("words of checking oneself", rollout -> Math.log1p((double) selfChecks(rollout)));

    private static final Pattern SELF_CHECK = Pattern.compile(
            "\\b(?:(?:re|double[- ]?)?check(?:s|ed|ing)?|verif(?:y|ied|ying)|confirm(?:ed|ing)?|wait|hold on|mistake"
                    + "|let me (?:re\\w+|count again|try again)|make sure|on second thought)\\b"
                    + "|확인|검산|다시 (?:세|계산|생각)|잠깐|실수",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CHARACTER_CLASS);

    private final String liked;

    @SuppressWarnings("ImmutableEnumChecker") // a method of this file
    private final ToDoubleFunction<Rollout> value;

    Feature(String liked, ToDoubleFunction<Rollout> value) {
        this.liked = liked;
        this.value = value;
    }

    /// Completes "it likes …".
    String liked() {
        return liked;
    }

    double of(Rollout rollout) {
        return value.applyAsDouble(rollout);
    }

    /// What the model said and thought, code apart.
    static List<String> words(Rollout rollout) {
        return rollout.pieces().stream()
                .filter(piece -> piece.kind() == Piece.Kind.TEXT || piece.kind() == Piece.Kind.THINKING)
                .map(Piece::text)
                .toList();
    }

    private static long lines(Rollout rollout) {
        return words(rollout).stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .count();
    }

    private static long failed(Rollout rollout) {
        return rollout.runs().stream()
                .filter(run -> run.status() != Status.COMPLETED)
                .count();
    }

    /// Runs that ended well right after one that did not.
    private static int repairs(Rollout rollout) {
        int repairs = 0;
        boolean failed = false;
        for (Rollout.Run run : rollout.runs()) {
            boolean completed = run.status() == Status.COMPLETED;
            repairs += failed && completed ? 1 : 0;
            failed = !completed;
        }
        return repairs;
    }

    private static double computedShare(List<Evidence> evidence) {
        long computed = evidence.stream()
                .filter(number -> number.source() instanceof Evidence.Source.Computed)
                .count();
        return evidence.isEmpty() ? 0 : (double) computed / evidence.size();
    }

    /// How often it says that it checks itself.
    public static long selfChecks(Rollout rollout) {
        return words(rollout).stream()
                .mapToLong(text -> SELF_CHECK.matcher(text).results().count())
                .sum();
    }
}
