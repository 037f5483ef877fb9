package io.github.jupan.practice;

import io.github.jupan.practice.internal.NamedScorers;
import io.github.jupan.sandbox.Sandbox;
import java.util.function.Supplier;

/// The scorers that have a name.
public final class Scorers {

    private Scorers() {}

    /// The scorer that a name means:
    ///
    /// | name | an answer is right when |
    /// | --- | --- |
    /// | `auto` | `number`, `choice` or `contains` says so, by what the target is |
    /// | `number`, `number:0.01` | its number is the target's, within the tolerance |
    /// | `exact` | the answer, or what it says the answer is, is the target, but for case and marks around it |
    /// | `contains` | the target stands in it as a whole word |
    /// | `choice` | it chooses the target's letter |
    /// | `regex:PATTERN` | what the pattern finds last, its first group if it has one, is the target |
    /// | `python:FILE` | the file says so, run in the sandbox with `answer`, `target` and `question` bound |
    /// | `computed` | its number is right, and a run computed it |
    ///
    /// @param sandbox for a scorer in Python, opened when the first answer is scored
    /// @throws PracticeException when there is none of that name
    public static Scorer of(String name, Supplier<Sandbox> sandbox) {
        return NamedScorers.of(name, sandbox);
    }
}
