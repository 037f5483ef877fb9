package io.github.jupan.agent;

/// A line from the back-ticks or tildes on that may open a block.
///
/// In the middle of a line, as in "I count: ```` ```python ````", a fence counts only with a language right after it
/// and
/// nothing else up to the end of the line.
final class FenceLine implements TextPart.Said {

    private enum State {
        FENCE,
        LANGUAGE,
        AFTER_LANGUAGE,
        OTHER_LANGUAGE
    }

    private final Pending pending;
    private final Prose prose;
    private final char mark;
    private final boolean startsLine;
    private final int indent;
    private final StringBuilder word = new StringBuilder();
    private State state = State.FENCE;
    private int length = 1;

    FenceLine(Pending pending, Prose prose, char mark, boolean startsLine, int indent) {
        this.pending = pending;
        this.prose = prose;
        this.mark = mark;
        this.startsLine = startsLine;
        this.indent = indent;
    }

    @Override
    public TextPart read(char c) {
        if (state == State.FENCE && c == mark) {
            length++;
            pending.hold(c);
            return this;
        }
        if (length < Markers.FENCE_LENGTH || (c == '`' && mark == '`')) {
            return prose.resume(c);
        }
        return switch (state) {
            case FENCE, LANGUAGE -> language(c);
            case AFTER_LANGUAGE -> afterLanguage(c);
            case OTHER_LANGUAGE -> otherLanguage(c);
        };
    }

    private TextPart language(char c) {
        state = State.LANGUAGE;
        if (c == '\n' || isSpace(c)) {
            if (word.isEmpty() && !startsLine) {
                return prose.resume(c);
            }
            if (Markers.isLanguage(word.toString())) {
                state = State.AFTER_LANGUAGE;
                return afterLanguage(c);
            }
            if (c != '\n' && word.isEmpty()) {
                pending.hold(c);
                return this;
            }
            return other(c);
        }
        if (!Markers.beginsLanguage(word.append(c).toString())) {
            return other(c);
        }
        pending.hold(c);
        return this;
    }

    private TextPart afterLanguage(char c) {
        if (c != '\n') {
            if (!startsLine && !isSpace(c)) {
                return prose.resume(c);
            }
            pending.hold(c);
            return this;
        }
        String opening = pending.held() + c;
        pending.drop();
        return new FencedCode(pending, new Fence(mark, length, indent), opening);
    }

    private TextPart other(char c) {
        String held = pending.held();
        pending.drop();
        held.chars().forEach(each -> prose.say((char) each));
        state = State.OTHER_LANGUAGE;
        return otherLanguage(c);
    }

    private TextPart otherLanguage(char c) {
        if (!startsLine && isSpace(c) && c != '\r') {
            return prose.resume(c);
        }
        prose.say(c);
        return c == '\n' ? new OtherBlock(pending, prose, mark, length) : this;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r';
    }
}
