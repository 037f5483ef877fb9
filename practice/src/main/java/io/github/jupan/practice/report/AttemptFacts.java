package io.github.jupan.practice.report;

import io.github.jupan.agent.Evidence;
import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.internal.ranking.Feature;
import java.util.List;

/// What can be told of an attempt without reading it.
///
/// @param length output tokens as the provider counts them, or where it counts none a quarter of the characters that
///     the model wrote
/// @param ranCode whether any of its code ran
/// @param erred whether a run raised or was stopped at a limit
/// @param repaired whether a run came to its end after one that had not
/// @param checked whether it ran code again after it had a result, or says that it checks
/// @param computed whether runs computed numbers of its answer, and none is the model's own word
public record AttemptFacts(
        Attempt.Key key,
        double reward,
        boolean right,
        String read,
        long inputTokens,
        long length,
        long firstTokenMillis,
        long tookMillis,
        boolean ranCode,
        boolean erred,
        boolean repaired,
        boolean checked,
        boolean computed,
        String outcome) {

    private static final int CHARS_OF_A_TOKEN = 4;

    public static AttemptFacts of(Attempt attempt) {
        Rollout rollout = attempt.rollout();
        List<Rollout.Run> runs = rollout.runs();
        int firstError = first(runs, run -> run.status() != Rollout.Status.COMPLETED);
        int firstResult = first(runs, run -> run.status() == Rollout.Status.COMPLETED);
        boolean repaired = firstError >= 0
                && runs.subList(firstError, runs.size()).stream()
                        .anyMatch(run -> run.status() == Rollout.Status.COMPLETED);
        boolean says = Feature.selfChecks(rollout) > 0;
        boolean computed = rollout.evidence().stream()
                        .anyMatch(each -> each.source() instanceof Evidence.Source.Computed)
                && rollout.evidence().stream().noneMatch(each -> each.source() instanceof Evidence.Source.Neither);
        long counted = rollout.usage().outputTokens();
        return new AttemptFacts(
                attempt.key(),
                attempt.score().value(),
                attempt.isRight(),
                attempt.score().read(),
                rollout.usage().inputTokens(),
                counted > 0 ? counted : rollout.writtenChars() / CHARS_OF_A_TOKEN,
                rollout.firstToken().toMillis(),
                rollout.took().toMillis(),
                !runs.isEmpty(),
                firstError >= 0,
                repaired,
                says || (firstResult >= 0 && firstResult < runs.size() - 1),
                computed,
                rollout.outcome());
    }

    private static int first(List<Rollout.Run> runs, java.util.function.Predicate<Rollout.Run> wanted) {
        for (int i = 0; i < runs.size(); i++) {
            if (wanted.test(runs.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
