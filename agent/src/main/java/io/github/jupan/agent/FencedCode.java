package io.github.jupan.agent;

import java.util.Optional;

/// Code after an opening fence. It closes at a line that begins with a fence at least as long, outside of any Python
/// string: no line of Python begins with three back-ticks, so whatever follows them is no longer code. Tildes are
/// operators, so nothing may follow these. The line break before the closing line belongs to the marker.
///
/// A block may be indented with its fence, as in a list. As in Markdown, that much is no part of the code; it is
/// measured at the first line, for not every model indents the block as well.
final class FencedCode implements TextPart.Block {

    private enum State {
        CODE,
        CARRIAGE_RETURN,
        LINE_START,
        CLOSING,
        CLOSED_UNLESS_MORE
    }

    private final Pending pending;
    private final Fence fence;
    private final String opening;
    private final PythonQuotes quotes = new PythonQuotes();
    private State state = State.LINE_START;
    private int indent;
    private boolean indentKnown;
    private int stripped;
    private int length;

    /// @param opening the line that opened it, from the fence on, with its line break
    FencedCode(Pending pending, Fence fence, String opening) {
        this.pending = pending;
        this.fence = fence;
        this.opening = opening;
        this.indent = fence.indent();
    }

    @Override
    public TextPart read(char c) {
        quotes.advance(c);
        return switch (state) {
            case CODE -> code(c);
            case CARRIAGE_RETURN -> c == '\n' ? newLine(c) : resume(c);
            case LINE_START -> lineStart(c);
            case CLOSING -> closing(c);
            case CLOSED_UNLESS_MORE -> closedUnlessMore(c);
        };
    }

    private TextPart code(char c) {
        if (c == '\n') {
            return newLine(c);
        }
        if (c == '\r') {
            return hold(c, State.CARRIAGE_RETURN);
        }
        pending.settle(c);
        return this;
    }

    private TextPart newLine(char c) {
        stripped = 0;
        return hold(c, State.LINE_START);
    }

    private TextPart lineStart(char c) {
        if (c == ' ' || c == '\t') {
            if (stripped < indent) {
                stripped++;
            } else {
                pending.hold(c);
            }
            return this;
        }
        if (c == fence.mark() && !quotes.inString()) {
            length = 1;
            return hold(c, State.CLOSING);
        }
        if (!indentKnown && c != '\r' && c != '\n') {
            indentKnown = true;
            indent = stripped;
        }
        return resume(c);
    }

    private TextPart closing(char c) {
        if (c == fence.mark()) {
            length++;
            return hold(c, State.CLOSING);
        }
        return length < fence.length() ? resume(c) : closedUnlessMore(c);
    }

    private TextPart closedUnlessMore(char c) {
        if (c == '\n') {
            pending.drop();
            return Closed.AFTER;
        }
        if (c == ' ' || c == '\t' || c == '\r') {
            return hold(c, State.CLOSED_UNLESS_MORE);
        }
        if (fence.mark() == '~') {
            return resume(c);
        }
        pending.drop();
        return Closed.BEFORE;
    }

    private TextPart hold(char c, State next) {
        pending.hold(c);
        state = next;
        return this;
    }

    private TextPart resume(char c) {
        pending.release();
        state = State.CODE;
        return code(c);
    }

    @Override
    public boolean closesAtEnd() {
        boolean closes = (state == State.CLOSING || state == State.CLOSED_UNLESS_MORE) && length >= fence.length();
        if (closes) {
            pending.drop();
        } else {
            pending.release();
        }
        return closes;
    }

    @Override
    public String marker() {
        return opening.strip();
    }

    @Override
    public String opening() {
        return opening;
    }

    @Override
    public Optional<String> missing() {
        return Optional.of("\n" + String.valueOf(fence.mark()).repeat(fence.length()));
    }
}
