package io.github.jupan.cli.render;

import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;

/// Sets a block of lines apart with a mark before each. A line's mark appears with the line's first character, so
/// that a last line break leaves no empty marked line behind.
public final class GutterWriter {

    private final Surface surface;
    private final Style markStyle;
    private final String later;
    private String next;
    private boolean lineOpen;
    private int breaks;

    public GutterWriter(Surface surface, Style markStyle, String first, String later) {
        this.surface = surface;
        this.markStyle = markStyle;
        this.next = first;
        this.later = later;
    }

    public void write(Style style, String text) {
        int from = 0;
        while (from < text.length()) {
            int newline = text.indexOf('\n', from);
            int to = newline < 0 ? text.length() : newline;
            if (to > from) {
                openLine();
                surface.write(style, text.substring(from, to));
            }
            if (newline >= 0) {
                breaks++;
                lineOpen = false;
            }
            from = to + 1;
        }
    }

    private void openLine() {
        if (lineOpen) {
            return;
        }
        surface.freshLine();
        for (; breaks > 1; breaks--) {
            surface.write(markStyle, next.stripTrailing() + "\n");
            next = later;
        }
        surface.write(markStyle, next);
        next = later;
        lineOpen = true;
        breaks = 0;
    }

    public void end() {
        surface.freshLine();
    }
}
