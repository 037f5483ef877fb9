package io.github.jupan.cli.terminal;

import java.util.OptionalInt;
import org.jline.utils.WCWidth;

/// How many rows of a terminal a text takes, Korean letters being two columns wide.
public final class ScreenRows {

    private ScreenRows() {}

    /// Empty when terminals disagree on the text's width, as they do on joined emoji.
    public static OptionalInt of(String text, int columns) {
        int rows = 1;
        int column = 0;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == '\n') {
                rows++;
                column = 0;
                continue;
            }
            if (isDisputed(point)) {
                return OptionalInt.empty();
            }
            int width = point == '\t' ? Math.min(8 - column % 8, columns - 1 - column) : WCWidth.wcwidth(point);
            if (column + width > columns) {
                rows++;
                column = 0;
            }
            column += Math.max(0, width);
        }
        return OptionalInt.of(rows);
    }

    /// Joiners, variation selectors, flags and skin tones; decomposed Hangul, which some terminals do not join.
    private static boolean isDisputed(int point) {
        return point == 0x200d
                || (point >= 0xfe00 && point <= 0xfe0f)
                || (point >= 0x1f1e6 && point <= 0x1f1ff)
                || (point >= 0x1f3fb && point <= 0x1f3ff)
                || (point >= 0x1100 && point <= 0x11ff);
    }
}
