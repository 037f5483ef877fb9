package io.github.jupan.tools.internal.repair;

import java.util.BitSet;

/// Where in a text of Python, or nearly Python, strings and comments are. A string may be delimited by typographic
/// quotes too.
public final class PythonText {

    private static final String DOUBLE_QUOTES = "“”„‟″＂«»";
    private static final String SINGLE_QUOTES = "‘’‚‛′＇";

    private final String code;
    private final BitSet outside = new BitSet();
    private final BitSet delimiters = new BitSet();
    private final boolean oneLine;

    public static boolean isTypographic(char c) {
        return DOUBLE_QUOTES.indexOf(c) >= 0 || SINGLE_QUOTES.indexOf(c) >= 0;
    }

    /// Python's own quote for a typographic one; any other character as it is.
    public static char straight(char c) {
        return DOUBLE_QUOTES.indexOf(c) >= 0 ? '"' : SINGLE_QUOTES.indexOf(c) >= 0 ? '\'' : c;
    }

    private PythonText(String code) {
        this.code = code;
        oneLine = code.indexOf('\n') < 0;
    }

    public static PythonText of(String code) {
        PythonText text = new PythonText(code);
        text.read();
        return text;
    }

    /// Whether the character belongs to the program itself, not to a string, its quotes or a comment.
    public boolean isOutside(int at) {
        return outside.get(at);
    }

    /// Whether the character is a quote that begins or ends a string.
    public boolean isDelimiter(int at) {
        return delimiters.get(at);
    }

    private void read() {
        int at = 0;
        while (at < code.length()) {
            char c = code.charAt(at);
            if (c == '#') {
                at = endOfComment(at);
            } else if (isQuote(c)) {
                at = endOfString(at);
            } else if (c == '\\' && at + 1 < code.length()) {
                outside.set(at, at + 2);
                at += 2;
            } else {
                outside.set(at++);
            }
        }
    }

    /// A program whose line breaks are written `\n` has comments that end there.
    private int endOfComment(int start) {
        int end = oneLine ? code.indexOf("\\n", start) : code.indexOf('\n', start);
        return end < 0 ? code.length() : end;
    }

    private int endOfString(int start) {
        char quote = code.charAt(start);
        delimiters.set(start);
        if (quote == '"' || quote == '\'') {
            String three = String.valueOf(quote).repeat(3);
            return code.startsWith(three, start) ? endOfThree(start, three) : endOfStraight(start, quote);
        }
        return endOfTypographic(start, quote);
    }

    private int endOfThree(int start, String three) {
        int at = start + 3;
        while (at < code.length() && !code.startsWith(three, at)) {
            at += code.charAt(at) == '\\' ? 2 : 1;
        }
        return Math.min(at + 3, code.length());
    }

    private int endOfStraight(int start, char quote) {
        int typographic = -1;
        int at = start + 1;
        for (; at < code.length() && code.charAt(at) != '\n'; at++) {
            char c = code.charAt(at);
            if (c == quote) {
                delimiters.set(at);
                return at + 1;
            }
            if (c == '\\') {
                at++;
            } else if (isSameKind(quote, c)) {
                typographic = at;
            }
        }
        if (typographic < 0) {
            return Math.min(at, code.length());
        }
        delimiters.set(typographic);
        return typographic + 1;
    }

    private int endOfTypographic(int start, char quote) {
        int straight = -1;
        int at = start + 1;
        for (; at < code.length() && code.charAt(at) != '\n'; at++) {
            char c = code.charAt(at);
            if (isSameKind(quote, c) && isStraight(c)) {
                straight = straight < 0 ? at : straight;
            } else if (isSameKind(quote, c) && !isApostrophe(at)) {
                delimiters.set(at);
                return at + 1;
            }
        }
        if (straight >= 0) {
            delimiters.set(straight);
            return straight + 1;
        }
        return at;
    }

    private boolean isApostrophe(int at) {
        return SINGLE_QUOTES.indexOf(code.charAt(at)) >= 0
                && at + 1 < code.length()
                && Character.isLetter(code.charAt(at - 1))
                && Character.isLetter(code.charAt(at + 1));
    }

    private static boolean isStraight(char c) {
        return c == '"' || c == '\'';
    }

    private static boolean isQuote(char c) {
        return isStraight(c) || isTypographic(c);
    }

    private static boolean isSameKind(char quote, char c) {
        return isDouble(quote) ? isDouble(c) : c == '\'' || SINGLE_QUOTES.indexOf(c) >= 0;
    }

    private static boolean isDouble(char c) {
        return c == '"' || DOUBLE_QUOTES.indexOf(c) >= 0;
    }
}
