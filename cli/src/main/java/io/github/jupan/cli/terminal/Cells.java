package io.github.jupan.cli.terminal;

import org.jline.utils.WCWidth;

/// How many character cells of a terminal a text takes: most letters one, Korean, Chinese and Japanese ones two.
public final class Cells {

    private static final int ZERO_WIDTH_JOINER = 0x200d;

    private Cells() {}

    /// The most that any terminal takes. They disagree on joined emoji, flags and skin tones, which are counted apart
    /// here, so that a text that fits does so everywhere.
    public static int atMost(String text) {
        return text.codePoints().map(Cells::of).sum();
    }

    /// What terminals take that join what belongs together, for columns that are to stand below each other.
    public static int usual(String text) {
        int cells = 0;
        boolean joining = false;
        boolean flag = false;
        for (int i = 0; i < text.length(); ) {
            int point = text.codePointAt(i);
            i += Character.charCount(point);
            if (point == 0xfe0f) {
                cells += cells == 0 ? 0 : 1;
            } else if (isRegional(point)) {
                cells += flag ? 0 : 2;
                flag = !flag;
                continue;
            } else if (!joining && !isSkinTone(point)) {
                cells += Math.max(0, WCWidth.wcwidth(point));
            }
            joining = point == ZERO_WIDTH_JOINER;
            flag = false;
        }
        return cells;
    }

    /// The most that a character takes by itself.
    public static int of(int point) {
        boolean alone = point == 0xfe0f || (point >= 0x1160 && point <= 0x11ff);
        return alone ? 1 : isRegional(point) ? 2 : Math.max(0, WCWidth.wcwidth(point));
    }

    private static boolean isRegional(int point) {
        return point >= 0x1f1e6 && point <= 0x1f1ff;
    }

    private static boolean isSkinTone(int point) {
        return point >= 0x1f3fb && point <= 0x1f3ff;
    }
}
