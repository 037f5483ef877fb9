package io.github.jupan.agent;

import org.jspecify.annotations.Nullable;

/// Finds the first block of code in a text that arrives in pieces. Any pieces of the same text give the same result:
/// what may yet become a marker is held back, and nothing else is. Each character is looked at once.
///
/// - A fence opens at the start of a line, indented or not, with three or more back-ticks or tildes and a language of
///   [Markers#LANGUAGES]; it closes at a line of its own with at least as many, indented no further. The line break
///   before that line belongs to the marker. A fence in another language is text, whatever it holds.
/// - A tag of [Markers#TAGS] opens anywhere but after a back-tick; a line break right after it belongs to the marker.
/// - No marker closes inside a Python string.
final class BlockScanner {

    /// Where the pieces go.
    interface Sink {
        void text(String piece);

        void opened(String marker);

        void code(String piece);
    }

    private enum State {
        PROSE,
        FENCE,
        LANGUAGE,
        OTHER_LANGUAGE,
        OTHER_BLOCK,
        TAG,
        CODE,
        AFTER_TAG,
        CARRIAGE_RETURN,
        LINE_START,
        CLOSING_FENCE,
        AFTER_FENCE,
        CLOSING_TAG,
        CLOSED
    }

    private final Sink sink;
    private final StringBuilder out = new StringBuilder();
    private final StringBuilder held = new StringBuilder();
    private final PythonQuotes quotes = new PythonQuotes();

    private State state = State.PROSE;
    private boolean opened;
    private boolean lineStart = true;
    private int indent;
    private char previous = '\n';
    private char fence;
    private int fenceLength;
    private final StringBuilder word = new StringBuilder();
    private boolean languageKnown;
    private @Nullable String closingTag;
    private int closingLength;
    private int closingIndent;
    private boolean onlyFence;
    private boolean closedByMarker;

    BlockScanner(Sink sink) {
        this.sink = sink;
    }

    /// @return how many characters were taken: fewer than there are once the block has closed
    int feed(String piece) {
        int taken = 0;
        while (taken < piece.length() && state != State.CLOSED) {
            char c = piece.charAt(taken++);
            if (opened) {
                quotes.advance(c);
            }
            step(c);
        }
        int whole = out.length();
        if (whole > 0 && Character.isHighSurrogate(out.charAt(whole - 1))) {
            whole--;
        }
        emit(whole);
        return taken;
    }

    /// The text is over: what was held back is what it seems, and an open block is closed here.
    void end() {
        boolean fenceClosed =
                (state == State.CLOSING_FENCE || state == State.AFTER_FENCE) && closingLength >= fenceLength;
        if (state != State.CLOSED && !fenceClosed) {
            release();
        }
        emit(out.length());
        if (opened) {
            state = State.CLOSED;
        }
        closedByMarker |= fenceClosed;
    }

    /// Whether a block was opened.
    boolean opened() {
        return opened;
    }

    /// Whether a closing marker was seen.
    boolean closed() {
        return closedByMarker;
    }

    private void step(char c) {
        switch (state) {
            case PROSE -> prose(c);
            case FENCE -> fence(c);
            case LANGUAGE -> language(c);
            case OTHER_LANGUAGE -> otherLanguage(c);
            case OTHER_BLOCK -> otherBlock(c);
            case TAG -> tag(c);
            case AFTER_TAG -> afterTag(c);
            case CODE -> code(c);
            case CARRIAGE_RETURN -> carriageReturn(c);
            case LINE_START -> lineStart(c);
            case CLOSING_FENCE -> closingFence(c);
            case AFTER_FENCE -> afterFence(c);
            case CLOSING_TAG -> closingTag(c);
            case CLOSED -> {}
        }
    }

    private void prose(char c) {
        if (lineStart && (c == '`' || c == '~')) {
            fence = c;
            fenceLength = 1;
            hold(c, State.FENCE);
        } else if (c == '<' && previous != '`') {
            hold(c, State.TAG);
        } else {
            say(c);
        }
    }

    private void say(char c) {
        out.append(c);
        previous = c;
        if (c == '\n') {
            lineStart = true;
            indent = 0;
        } else if (lineStart && (c == ' ' || c == '\t')) {
            indent++;
        } else {
            lineStart = false;
        }
    }

    private void fence(char c) {
        if (c == fence) {
            fenceLength++;
            hold(c, State.FENCE);
        } else if (fenceLength < Markers.FENCE_LENGTH) {
            backToProse(c);
        } else {
            word.setLength(0);
            languageKnown = false;
            state = State.LANGUAGE;
            language(c);
        }
    }

    private void language(char c) {
        boolean space = c == ' ' || c == '\t' || c == '\r';
        if (c == '\n') {
            if (languageKnown || Markers.isLanguage(word.toString())) {
                open(held.toString().strip(), null);
            } else {
                release();
                out.append(c);
                startLine();
                state = State.OTHER_BLOCK;
            }
        } else if (c == '`' && fence == '`') {
            backToProse(c);
        } else if (languageKnown || (space && word.isEmpty())) {
            hold(c, State.LANGUAGE);
        } else if (space && Markers.isLanguage(word.toString())) {
            languageKnown = true;
            hold(c, State.LANGUAGE);
        } else {
            hold(c, State.LANGUAGE);
            if (space || !Markers.beginsLanguage(word.append(c).toString())) {
                release();
                state = State.OTHER_LANGUAGE;
            }
        }
    }

    private void otherLanguage(char c) {
        if (c == '`' && fence == '`') {
            state = State.PROSE;
            lineStart = false;
            say(c);
        } else {
            out.append(c);
            if (c == '\n') {
                startLine();
                state = State.OTHER_BLOCK;
            }
        }
    }

    private void startLine() {
        closingLength = 0;
        onlyFence = true;
        previous = '\n';
    }

    private void otherBlock(char c) {
        if (c == '\n') {
            boolean closes = onlyFence && closingLength >= fenceLength;
            startLine();
            if (closes) {
                state = State.PROSE;
                say(c);
                return;
            }
        } else if (c == fence) {
            onlyFence &= closingLength == 0 || previous == fence;
            closingLength++;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            onlyFence = false;
        }
        out.append(c);
        previous = c;
    }

    private void tag(char c) {
        held.append(c);
        String closing = Markers.TAGS.get(held.toString());
        if (closing != null) {
            open(held.toString(), closing);
        } else if (!Markers.beginsTag(held)) {
            held.setLength(held.length() - 1);
            backToProse(c);
        }
    }

    private void open(String marker, @Nullable String closing) {
        emit(out.length());
        held.setLength(0);
        opened = true;
        closingTag = closing;
        closingIndent = 0;
        state = closing == null ? State.LINE_START : State.AFTER_TAG;
        sink.opened(marker);
    }

    private void afterTag(char c) {
        if (c == '\r' && held.isEmpty()) {
            hold(c, State.AFTER_TAG);
        } else if (c == '\n') {
            held.setLength(0);
            state = State.CODE;
        } else {
            backToCode(c);
        }
    }

    private void code(char c) {
        if (closingTag == null && c == '\r') {
            hold(c, State.CARRIAGE_RETURN);
        } else if (closingTag == null && c == '\n' && !quotes.inString()) {
            closingIndent = 0;
            hold(c, State.LINE_START);
        } else if (closingTag != null && c == '<' && !quotes.inString()) {
            hold(c, State.CLOSING_TAG);
        } else {
            out.append(c);
        }
    }

    private void carriageReturn(char c) {
        if (c == '\n' && !quotes.inString()) {
            closingIndent = 0;
            hold(c, State.LINE_START);
        } else {
            backToCode(c);
        }
    }

    private void lineStart(char c) {
        if ((c == ' ' || c == '\t') && closingIndent < indent) {
            closingIndent++;
            hold(c, State.LINE_START);
        } else if (c == fence) {
            closingLength = 1;
            hold(c, State.CLOSING_FENCE);
        } else {
            backToCode(c);
        }
    }

    private void closingFence(char c) {
        if (c == fence) {
            closingLength++;
            hold(c, State.CLOSING_FENCE);
        } else if (closingLength < fenceLength) {
            backToCode(c);
        } else {
            afterFence(c);
        }
    }

    private void afterFence(char c) {
        if (c == '\n') {
            close();
        } else if (c == ' ' || c == '\t' || c == '\r') {
            hold(c, State.AFTER_FENCE);
        } else {
            backToCode(c);
        }
    }

    private void closingTag(char c) {
        held.append(c);
        if (held.toString().equals(closingTag)) {
            close();
        } else if (closingTag == null || !closingTag.startsWith(held.toString())) {
            held.setLength(held.length() - 1);
            backToCode(c);
        }
    }

    private void close() {
        held.setLength(0);
        state = State.CLOSED;
        closedByMarker = true;
    }

    private void hold(char c, State next) {
        held.append(c);
        state = next;
    }

    private void release() {
        out.append(held);
        held.setLength(0);
    }

    private void backToProse(char c) {
        previous = held.charAt(held.length() - 1);
        release();
        lineStart = false;
        state = State.PROSE;
        prose(c);
    }

    private void backToCode(char c) {
        release();
        state = State.CODE;
        code(c);
    }

    private void emit(int length) {
        if (length > 0) {
            String piece = out.substring(0, length);
            out.delete(0, length);
            if (opened) {
                sink.code(piece);
            } else {
                sink.text(piece);
            }
        }
    }
}
