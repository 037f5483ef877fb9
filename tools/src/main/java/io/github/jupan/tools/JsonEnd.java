package io.github.jupan.tools;

/// Finds, character by character, the end of a JSON object, array or string in a text that goes on behind it.
///
/// For good JSON the end is the exact one. A value as models write it has an end too: its strings may hold real line
/// breaks or quotes that were not escaped, and may stand in single, back or three quotes; a bracket closes whatever
/// is open inside it. A string that is never closed has no end, which the caller sees at the end of the text.
public final class JsonEnd {

    /// How much of the value there is.
    public enum State {
        /// Only white space so far.
        BEFORE,
        /// Between brackets, outside strings.
        STRUCTURE,
        STRING,
        /// Behind a quote that ends its string if what comes next can follow a string.
        QUOTE,
        CLOSED,
        /// What begins here is no object, array or string.
        NO_VALUE
    }

    private final StringBuilder open = new StringBuilder();
    private State state = State.BEFORE;
    private int braces;
    private int brackets;
    /// The last character of the structure that is no white space.
    private char before = '[';
    private char quote;
    private boolean escaped;
    private boolean empty;
    private boolean inThreeQuotes;
    private int quotesInARow;

    /// Takes the next character; what comes behind the end changes nothing.
    ///
    /// @return whether the value is whole
    public boolean feed(char c) {
        switch (state) {
            case BEFORE -> begin(c);
            case STRUCTURE -> structure(c);
            case STRING -> string(c);
            case QUOTE -> behindQuote(c);
            case CLOSED, NO_VALUE -> {}
        }
        return state == State.CLOSED;
    }

    public State state() {
        return state;
    }

    /// The index behind the value that begins at `from` or behind the white space there; -1 when none begins or it
    /// has no end.
    public static int of(CharSequence text, int from) {
        JsonEnd end = new JsonEnd();
        for (int at = from; at < text.length() && end.state != State.NO_VALUE; at++) {
            if (end.feed(text.charAt(at))) {
                return at + 1;
            }
        }
        return -1;
    }

    private void begin(char c) {
        if (c == '{' || c == '[' || c == '"') {
            structure(c);
        } else if (!Character.isWhitespace(c)) {
            state = State.NO_VALUE;
        }
    }

    private void structure(char c) {
        if (c == '"' || ((c == '\'' || c == '`') && "{[,:=".indexOf(before) >= 0)) {
            state = State.STRING;
            quote = c;
            empty = true;
            inThreeQuotes = false;
            return;
        }
        state = State.STRUCTURE;
        switch (c) {
            case '{', '[' -> open(c);
            case '}' -> close('{');
            case ']' -> close('[');
            default -> {}
        }
        if (!Character.isWhitespace(c)) {
            before = c;
        }
    }

    private void open(char bracket) {
        open.append(bracket);
        braces += bracket == '{' ? 1 : 0;
        brackets += bracket == '[' ? 1 : 0;
    }

    private void close(char bracket) {
        if (!isOpen(bracket)) {
            return;
        }
        char closed;
        do {
            closed = open.charAt(open.length() - 1);
            open.setLength(open.length() - 1);
            braces -= closed == '{' ? 1 : 0;
            brackets -= closed == '[' ? 1 : 0;
        } while (closed != bracket);
        if (open.isEmpty()) {
            state = State.CLOSED;
        }
    }

    private boolean isOpen(char bracket) {
        return bracket == '{' ? braces > 0 : brackets > 0;
    }

    private void string(char c) {
        quotesInARow = c == quote && !escaped ? quotesInARow + 1 : 0;
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (inThreeQuotes ? quotesInARow == 3 : c == quote) {
            endOfString();
            return;
        }
        empty = false;
    }

    private void endOfString() {
        if (open.isEmpty()) {
            state = State.CLOSED;
        } else if (inThreeQuotes) {
            state = State.STRUCTURE;
            before = quote;
        } else {
            state = State.QUOTE;
        }
    }

    private void behindQuote(char c) {
        if (empty && c == quote) {
            inThreeQuotes = true;
            quotesInARow = 0;
            state = State.STRING;
        } else if (canFollowString(c)) {
            before = quote;
            structure(c);
        } else if (Character.isWhitespace(c)) {
            empty = false;
        } else {
            state = State.STRING;
            string(c);
        }
    }

    private boolean canFollowString(char c) {
        return switch (c) {
            case ',' -> true;
            case '}' -> isOpen('{');
            case ']' -> isOpen('[');
            case ':', '=' -> before == '{' || before == ',';
            default -> false;
        };
    }
}
