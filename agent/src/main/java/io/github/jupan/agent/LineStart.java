package io.github.jupan.agent;

/// Knows, character by character, whether only white space and marks of lists came before in a line.
final class LineStart {

    private enum State {
        INDENT,
        NUMBER,
        MARK,
        TEXT
    }

    private State state = State.INDENT;
    private int width;
    private int indent;

    /// Whether the next character is the first of the line that counts.
    boolean here() {
        return state == State.INDENT;
    }

    /// How wide the white space and marks are that the line begins with.
    int indent() {
        return indent;
    }

    void advance(char c) {
        if (c == '\n') {
            state = State.INDENT;
            width = 0;
            indent = 0;
            return;
        }
        width++;
        boolean space = c == ' ' || c == '\t';
        boolean digit = c >= '0' && c <= '9';
        state = switch (state) {
            case INDENT -> space ? State.INDENT : digit ? State.NUMBER : isBullet(c) ? State.MARK : State.TEXT;
            case NUMBER -> digit ? State.NUMBER : c == '.' || c == ')' ? State.MARK : State.TEXT;
            case MARK -> space ? State.INDENT : State.TEXT;
            case TEXT -> State.TEXT;
        };
        if (state == State.INDENT) {
            indent = width;
        }
    }

    private static boolean isBullet(char c) {
        return c == '-' || c == '*' || c == '+';
    }
}
