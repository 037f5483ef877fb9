package io.github.jupan.practice.ranking;

import io.github.jupan.practice.Attempt;
import io.github.jupan.practice.Exercise;
import io.github.jupan.practice.ranking.Comparison.Verdict;
import java.util.Optional;

/// Says which of two attempts is better, without anybody looking on.
public interface PairJudge {

    /// As [Comparison#by()] has it.
    String name();

    /// Empty where it has nothing to say of this pair.
    Optional<Verdict> judge(Exercise exercise, Attempt first, Attempt second);

    /// Prefers the attempt with the higher score; says nothing where they are equal.
    static PairJudge rewards() {
        return new PairJudge() {
            @Override
            public String name() {
                return "rewards";
            }

            @Override
            public Optional<Verdict> judge(Exercise exercise, Attempt first, Attempt second) {
                int order = Double.compare(first.score().value(), second.score().value());
                return order == 0 ? Optional.empty() : Optional.of(order > 0 ? Verdict.FIRST : Verdict.SECOND);
            }
        };
    }
}
