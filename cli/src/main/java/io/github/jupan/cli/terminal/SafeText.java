package io.github.jupan.cli.terminal;

/// Text of anybody else's, made safe for a terminal: what is not seen or is obeyed is shown instead.
///
/// An escape sequence in a document could otherwise retitle the window, fill the clipboard or hide what was
/// printed, and invisible characters could make code look like other code or carry words past a reader.
public final class SafeText {

    /// Characters of the category Cf that are seen all the same.
    private static final String SEEN_FORMATS =
            "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\ud804\udcbd\ud804\udccd";

    /// Characters of other categories that are not seen: fillers and selectors that make up no emoji.
    private static final String UNSEEN =
            "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180f\u2028\u2029\u3164\uffa0";

    private SafeText() {}

    public static String of(String text) {
        int first = firstUnsafe(text);
        if (first < 0) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
        int before = first == 0 ? -1 : text.codePointBefore(first);
        for (int i = first; i < text.length(); ) {
            int c = text.codePointAt(i);
            append(c, before, safe);
            before = c;
            i += Character.charCount(c);
        }
        return safe.toString();
    }

    /// The same on one line.
    public static String line(String text) {
        return of(text).replace('\n', '\u240a').replace('\t', '\u2409');
    }

    private static void append(int c, int before, StringBuilder safe) {
        if (isSafe(c, before)) {
            safe.appendCodePoint(c);
        } else if (c < 0x20) {
            safe.append((char) (0x2400 + c));
        } else if (c == 0x7f) {
            safe.append('\u2421');
        } else {
            safe.append("<U+%04X>".formatted(c));
        }
    }

    private static int firstUnsafe(String text) {
        int before = -1;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (!isSafe(c, before)) {
                return i;
            }
            before = c;
            i += Character.charCount(c);
        }
        return -1;
    }

    /// @param before the character before; -1 where it is not known
    private static boolean isSafe(int c, int before) {
        if (c < 0x20) {
            return c == '\n' || c == '\t';
        }
        if (c < 0x7f) {
            return true;
        }
        return !isControl(c) && !isVariation(c) && (isJoiner(c) ? joins(before) : !isUnseen(c));
    }

    private static boolean isControl(int c) {
        return c <= 0x9f;
    }

    /// All but the two that choose between the text and the picture of an emoji.
    private static boolean isVariation(int c) {
        return (c >= 0xfe00 && c <= 0xfe0d) || (c >= 0xe0100 && c <= 0xe01ef);
    }

    private static boolean isJoiner(int c) {
        return c == 0x200c || c == 0x200d;
    }

    /// Emoji and many scripts are written with joiners; after a Latin letter, or another joiner, they say nothing.
    private static boolean joins(int before) {
        return before < 0 || (before >= 0x80 && !isJoiner(before));
    }

    /// Among them what reorders text (CVE-2021-42574) and the tags that spell words unseen.
    private static boolean isUnseen(int c) {
        return UNSEEN.indexOf(c) >= 0
                || (Character.getType(c) == Character.FORMAT && SEEN_FORMATS.indexOf(c) < 0)
                || (c >= 0xe0000 && c <= 0xe007f);
    }
}
