package io.github.jupan.models;

import java.util.List;
import java.util.Optional;

/// A recorded session: a question, and what a model said and ran until it answered.
///
/// @param id names the session within its file
/// @param expected the answer that is known to be right, or for a journal the recorded one
public record Transcript(String id, String question, Optional<String> expected, List<Step> steps) {

    public Transcript {
        steps = List.copyOf(steps);
    }

    /// One turn of the model.
    ///
    /// @param text what the model said before its code, or all it said
    /// @param code the block it wrote; the last step has none, unless the recording breaks off
    /// @param output what the block gave back then: what it printed, then the `repr` of its last expression, or its
    ///     traceback; empty when the recording does not say, as for a run that was stopped
    public record Step(String text, Optional<String> code, Optional<String> output) {}
}
