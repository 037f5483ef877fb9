package io.github.jupan.cli.terminal;

import java.util.ArrayList;
import java.util.List;

/// A piece of text and how it is shown.
///
/// @param link the address that a click leads to, which is safe to send; empty for none
public record StyledText(Style style, String text, String link) {

    public StyledText(Style style, String text) {
        this(style, text, "");
    }

    /// Another text that is shown the same.
    public StyledText with(String other) {
        return new StyledText(style, other, link);
    }

    /// The same pieces without empty ones, and with those that are shown the same joined.
    public static List<StyledText> joined(List<StyledText> pieces) {
        List<StyledText> joined = new ArrayList<>();
        for (StyledText piece : pieces) {
            if (piece.text().isEmpty()) {
                continue;
            }
            if (!joined.isEmpty() && joined.getLast().with(piece.text()).equals(piece)) {
                StyledText before = joined.removeLast();
                joined.add(piece.with(before.text() + piece.text()));
            } else {
                joined.add(piece);
            }
        }
        return List.copyOf(joined);
    }
}
