package io.github.jupan.agent.internal.text;

/// Knows, character by character, whether a place in Python code is inside a string literal: a closing marker there
/// closes nothing. Prefixes do not matter for that; a raw string's backslash keeps its quote from ending it as well.
final class PythonQuotes {

    private enum State {
        CODE,
        COMMENT,
        /// Right after an opening quote.
        OPENED,
        /// Right after two quotes: an empty string, or two thirds of a long one's opening.
        EMPTY,
        SHORT,
        LONG
    }

    private State state = State.CODE;
    private char quote;
    private int closing;
    private boolean escaped;

    boolean inString() {
        return state == State.OPENED || state == State.SHORT || state == State.LONG;
    }

    boolean inComment() {
        return state == State.COMMENT;
    }

    void advance(char c) {
        switch (state) {
            case CODE -> code(c);
            case COMMENT -> {
                if (c == '\n') {
                    state = State.CODE;
                }
            }
            case OPENED -> {
                state = c == quote ? State.EMPTY : State.SHORT;
                if (state == State.SHORT) {
                    inShort(c);
                }
            }
            case EMPTY -> {
                if (c == quote) {
                    state = State.LONG;
                    closing = 0;
                } else {
                    state = State.CODE;
                    code(c);
                }
            }
            case SHORT -> inShort(c);
            case LONG -> inLong(c);
        }
    }

    private void code(char c) {
        if (c == '#') {
            state = State.COMMENT;
        } else if (c == '"' || c == '\'') {
            state = State.OPENED;
            quote = c;
            escaped = false;
        }
    }

    private void inShort(char c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else if (c == quote || c == '\n') {
            state = State.CODE;
        }
    }

    private void inLong(char c) {
        if (escaped) {
            escaped = false;
            closing = 0;
        } else if (c == '\\') {
            escaped = true;
        } else if (c != quote) {
            closing = 0;
        } else if (++closing == 3) {
            state = State.CODE;
        }
    }
}
