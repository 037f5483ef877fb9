package io.github.jupan.agent.internal.text;

/// Knows, character by character, whether only white space and marks of lists came before in a line, and whether the
/// line is quoted, as `> this`.
final class LineStart {

    private enum State {
        INDENT,
        NUMBER,
        MARK,
        QUOTED,
        TEXT
    }

    private State state = State.INDENT;
    private int width;
    private int indent;

    /// Whether the next character is the first of the line that counts.
    boolean here() {
        return state == State.INDENT;
    }

    boolean quoted() {
        return state == State.QUOTED;
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
            case INDENT ->
                space
                        ? State.INDENT
                        : digit ? State.NUMBER : isBullet(c) ? State.MARK : c == '>' ? State.QUOTED : State.TEXT;
            case NUMBER -> digit ? State.NUMBER : c == '.' || c == ')' ? State.MARK : State.TEXT;
            case MARK -> space ? State.INDENT : State.TEXT;
            case QUOTED -> State.QUOTED;
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
