package io.github.jupan.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// A piece of text and how it is shown.
public record StyledText(Style style, String text) {

    /// The same pieces without empty ones, and with those of one style joined.
    public static List<StyledText> joined(List<StyledText> pieces) {
        List<StyledText> joined = new ArrayList<>();
        for (StyledText piece : pieces) {
            if (piece.text().isEmpty()) {
                continue;
            }
            if (!joined.isEmpty() && joined.getLast().style() == piece.style()) {
                StyledText before = joined.removeLast();
                joined.add(new StyledText(piece.style(), before.text() + piece.text()));
            } else {
                joined.add(piece);
            }
        }
        return List.copyOf(joined);
    }
}
