package io.github.jupan.practice;

import java.time.Duration;
import java.util.Optional;

/// How far a practice has come.
///
/// @param finished attempts, those of earlier runs of the same practice among them
/// @param right of these
/// @param failed attempts that came to nothing in this run
/// @param tokens input and output of this run
/// @param elapsed of this run
/// @param left until all is done; empty until that can be told
public record PracticeProgress(
        int finished, int right, int failed, int total, long tokens, Duration elapsed, Optional<Duration> left) {}
