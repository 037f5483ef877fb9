package io.github.jupan.practice;

/// Says whether an attempt came out right. Any thread may ask.
public interface Scorer {

    /// As it is written on the command line, such as `number` or `regex:…`.
    String name();

    /// Asked for attempts that ended in an answer alone.
    Score score(Exercise exercise, Rollout rollout);
}
