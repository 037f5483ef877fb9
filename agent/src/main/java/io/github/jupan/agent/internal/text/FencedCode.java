package io.github.jupan.agent.internal.text;

/// A program after an opening fence. It closes at a line that begins with a fence at least as long, or at back-ticks
/// anywhere outside of strings and comments: no Python has three of them there, so whatever follows is no longer
/// code. Tildes are operators, so they close only alone on a line. No fence inside a string closes, unless no other
/// comes.
///
/// A block may be indented with its fence, as in a list. As in Markdown, that much is no part of the code; it is
/// measured at the first line, for not every model indents the block as well.
final class FencedCode implements State {

    private static final int NONE = -1;

    private final TextReader reader;
    private final char mark;
    private final int length;
    private final PythonQuotes quotes = new PythonQuotes();
    private final StringBuilder code = new StringBuilder();
    private int indent;
    private boolean indentKnown;
    private int stripped;
    private int lineStart;
    private boolean lineInString;
    private boolean blankSoFar = true;
    private int run;
    private int closedInString = NONE;
    private int shown;

    FencedCode(TextReader reader, char mark, int length, int indent) {
        this.reader = reader;
        this.mark = mark;
        this.length = length;
        this.indent = indent;
    }

    @Override
    public void read(char c) {
        boolean inString = quotes.inString();
        boolean inComment = quotes.inComment();
        quotes.advance(c);
        if (c == mark && (run > 0 || blankSoFar || (mark == '`' && !inString && !inComment))) {
            run++;
            code.append(c);
            return;
        }
        if (run >= length && closes(c)) {
            reader.read(c);
            return;
        }
        blankSoFar &= run == 0;
        run = mark == '~' && run > 0 && (c == ' ' || c == '\t' || c == '\r') ? run : 0;
        if (c == '\n') {
            code.append(c);
            startLine();
        } else if (blankSoFar && (c == ' ' || c == '\t')) {
            if (stripped < indent) {
                stripped++;
            } else {
                code.append(c);
            }
        } else {
            if (blankSoFar && !indentKnown && c != '\r') {
                indentKnown = true;
                indent = stripped;
            }
            blankSoFar &= c == '\r';
            code.append(c);
        }
    }

    private void startLine() {
        lineStart = code.length();
        lineInString = quotes.inString();
        blankSoFar = true;
        stripped = 0;
    }

    /// Whether the fence before this character closes the block.
    private boolean closes(char c) {
        if (mark == '~' && c != '\n') {
            return false;
        }
        return closes();
    }

    private boolean closes() {
        int fence = fence();
        boolean startsLine = code.substring(lineStart, fence).isBlank();
        if (mark == '~' && !startsLine) {
            return false;
        }
        if (startsLine && lineInString) {
            closedInString = closedInString == NONE ? lineStart : closedInString;
            return false;
        }
        close(startsLine ? lineStart : fence, TextCall.Closing.AS_MEANT);
        return true;
    }

    /// Where the last fence begins.
    private int fence() {
        int end = code.length();
        while (end > lineStart && code.charAt(end - 1) != mark) {
            end--;
        }
        while (end > lineStart && code.charAt(end - 1) == mark) {
            end--;
        }
        return end;
    }

    /// The line break before the closing line belongs to it.
    private void close(int end, TextCall.Closing closing) {
        int last = end;
        if (last == lineStart || last == closedInString) {
            last -= last > 0 ? 1 : 0;
            last -= last > 0 && code.charAt(last - 1) == '\r' ? 1 : 0;
        }
        code.setLength(last);
        reader.program(code.substring(Math.min(shown, last)), code.toString(), closing);
    }

    /// Shows what can be no part of a closing line.
    void show() {
        int end = blankSoFar ? lineStart : run > 0 ? fence() : code.length();
        end -= end > shown && code.charAt(end - 1) == '\n' ? 1 : 0;
        end -= end > shown && code.charAt(end - 1) == '\r' ? 1 : 0;
        end -= end > shown && Character.isHighSurrogate(code.charAt(end - 1)) ? 1 : 0;
        if (end > shown) {
            reader.showCode(code.substring(shown, end));
            shown = end;
        }
    }

    @Override
    public void end() {
        if (run >= length && closes()) {
            return;
        }
        if (closedInString == NONE) {
            reader.program(code.substring(shown), code.toString(), TextCall.Closing.NOTHING);
        } else {
            close(closedInString, TextCall.Closing.AS_MEANT);
        }
    }
}
