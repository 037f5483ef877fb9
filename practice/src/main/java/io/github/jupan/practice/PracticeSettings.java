package io.github.jupan.practice;

import io.github.jupan.agent.Mode;
import java.time.Instant;
import java.util.List;

/// How a practice is set up. It goes on only as it began: of these, no more than [#epochs] may change.
///
/// @param epochs attempts at each exercise in each mode
/// @param seed of which every attempt's own is made
/// @param scorer its name
/// @param lessons what lessons the model was given, in a few words; empty for none
public record PracticeSettings(
        ModelSettings model, List<Mode> modes, int epochs, long seed, String scorer, String lessons, Instant began) {

    public PracticeSettings {
        modes = List.copyOf(modes);
        if (modes.isEmpty() || epochs < 1) {
            throw new IllegalArgumentException("a practice has a mode and an epoch at least");
        }
    }
}
