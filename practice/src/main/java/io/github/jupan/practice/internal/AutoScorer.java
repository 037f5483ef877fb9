package io.github.jupan.practice.internal;

import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.Rollout;
import io.github.jupan.practice.Score;
import io.github.jupan.practice.Scorer;
import java.math.BigDecimal;

/// Takes the scorer that fits the exercise.
record AutoScorer() implements Scorer {

    private static final Scorer NUMBER = new NumberScorer("number", BigDecimal.ZERO, NumberScorer.From.ANYWHERE);

    @Override
    public String name() {
        return "auto";
    }

    @Override
    public Score score(Exercise exercise, Rollout rollout) {
        return scorer(exercise).score(exercise, rollout);
    }

    private static Scorer scorer(Exercise exercise) {
        if (!exercise.choices().isEmpty() || exercise.target().matches("\\([A-Za-z]\\)")) {
            return new TextScorer.Choice();
        }
        return exercise.targets().stream().allMatch(ReadNumber::isOne) ? NUMBER : new TextScorer.Contains();
    }
}
