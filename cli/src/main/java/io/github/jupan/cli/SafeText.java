package io.github.jupan.cli;

/// Text of a model or of its code, made safe for a terminal: a control character is shown, not obeyed.
///
/// An escape sequence in a document could otherwise retitle the window, fill the clipboard or hide what was
/// printed. Only terminals get this; a pipe or a file gets the text as it is.
final class SafeText {

    private SafeText() {}

    static String of(String text) {
        int first = firstUnsafe(text);
        if (first < 0) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isSafe(c)) {
                safe.append(c);
            } else if (c < 0x20) {
                safe.append((char) (0x2400 + c));
            } else if (c == 0x7f) {
                safe.append('\u2421');
            } else {
                safe.append("<U+%04X>".formatted((int) c));
            }
        }
        return safe.toString();
    }

    private static int firstUnsafe(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSafe(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    /// C0 and C1 controls, and the characters that reorder text (CVE-2021-42574), are not.
    private static boolean isSafe(char c) {
        if (c < 0x20) {
            return c == '\n' || c == '\t';
        }
        return !(c >= 0x7f && c <= 0x9f) && !(c >= '\u202a' && c <= '\u202e') && !(c >= '\u2066' && c <= '\u2069');
    }
}
