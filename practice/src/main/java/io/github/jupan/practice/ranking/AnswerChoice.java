package io.github.jupan.practice.ranking;

import java.util.OptionalInt;

/// How one of several answers is chosen. Attempts without an answer are chosen only where there is no other.
public sealed interface AnswerChoice {

    /// The answer that most attempts give (self-consistency: Wang et al., 2022), as the scorer `number` reads
    /// them, or `exact` where there is no number; of equally many the one with more computed numbers. Of the
    /// attempts that give it, the one with most computed numbers is shown.
    record Vote() implements AnswerChoice {}

    /// The answer with most computed numbers; of equal ones the one that more attempts give.
    record Computed() implements AnswerChoice {}

    /// The attempt that a reward gives most.
    ///
    /// @param name as people know it, such as its file's name
    record Reward(RewardModel model, String name) implements AnswerChoice {}

    static AnswerChoice vote() {
        return new Vote();
    }

    static AnswerChoice computed() {
        return new Computed();
    }

    static AnswerChoice reward(RewardModel model, String name) {
        return new Reward(model, name);
    }

    /// Of how many attempts it may choose at most, where that was found out ([RewardModel#bestOf()]).
    default OptionalInt most() {
        return switch (this) {
            case Vote _, Computed _ -> OptionalInt.empty();
            case Reward reward -> reward.model().bestOf();
        };
    }
}
