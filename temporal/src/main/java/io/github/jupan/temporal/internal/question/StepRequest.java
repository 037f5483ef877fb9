package io.github.jupan.temporal.internal.question;

import java.time.Duration;

/// Asks for a question's next step.
///
/// @param steps how many are finished
/// @param left of the question's time, when this was asked for
/// @param end why it should be the last one, with nothing done any more; [End#NOT_YET] for a step like others
public record StepRequest(int steps, Duration left, End end) {

    /// Why a question is ended from outside.
    public enum End {
        NOT_YET,
        CANCELLED,
        LATE
    }
}
