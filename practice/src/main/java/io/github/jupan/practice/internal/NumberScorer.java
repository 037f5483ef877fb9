package io.github.jupan.practice.internal;

import io.github.jupan.agent.Evidence;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.PracticeException;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Score;
import io.github.jupan.practice.Scorer;
import java.math.BigDecimal;
import java.util.Optional;

/// Compares the number that an answer gives.
///
/// @param tolerance by how much it may be off, besides what rounding explains
record NumberScorer(String name, BigDecimal tolerance, From from) implements Scorer {

    /// Where the number must come from.
    enum From {
        ANYWHERE,
        A_RUN
    }

    @Override
    public void check(Exercise exercise) {
        if (exercise.targets().stream()
                .noneMatch(target -> ReadNumber.answer(target).isPresent())) {
            throw new PracticeException("the answer of " + exercise.id() + " is no number: " + exercise.target()
                    + "; use another scorer, such as exact or contains");
        }
    }

    @Override
    public Score score(Exercise exercise, Rollout rollout) {
        Optional<ReadNumber> found = ReadNumber.answer(rollout.answer());
        if (found.isEmpty()) {
            return Score.wrong("", "there is no number in the answer");
        }
        ReadNumber number = found.get();
        boolean right = exercise.targets().stream()
                .flatMap(target -> ReadNumber.answer(target).stream())
                .anyMatch(target -> number.isSame(target, tolerance));
        if (!right) {
            return Score.wrong(number.plain(), "");
        }
        return from == From.ANYWHERE || isComputed(number, rollout)
                ? Score.right(number.plain())
                : Score.wrong(number.plain(), "right, but no run computed it");
    }

    private static boolean isComputed(ReadNumber number, Rollout rollout) {
        return rollout.evidence().stream()
                .anyMatch(each -> each.source() instanceof Evidence.Source.Computed
                        && each.start() < number.end()
                        && each.end() > number.start());
    }
}
