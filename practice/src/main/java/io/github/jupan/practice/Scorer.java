package io.github.jupan.practice;

/// Says whether an attempt came out right. Any thread may ask.
public interface Scorer {

    /// As it is written on the command line, such as `number` or `regex:…`.
    String name();

    /// Looked at before any attempt is made.
    ///
    /// @throws PracticeException when nothing could be right for this exercise
    default void check(Exercise exercise) {}

    /// Asked for attempts that ended in an answer alone.
    Score score(Exercise exercise, Rollout rollout);
}
