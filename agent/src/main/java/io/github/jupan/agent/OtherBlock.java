package io.github.jupan.agent;

/// A fenced block in a language that does not run: text, whatever it holds.
final class OtherBlock implements TextPart.Said {

    private final Pending pending;
    private final Prose prose;
    private final char mark;
    private final int length;
    private int marks;
    private boolean onlyMarks = true;
    private char previous = '\n';

    OtherBlock(Pending pending, Prose prose, char mark, int length) {
        this.pending = pending;
        this.prose = prose;
        this.mark = mark;
        this.length = length;
    }

    @Override
    public TextPart read(char c) {
        if (c == '\n') {
            if (onlyMarks && marks >= length) {
                prose.say(c);
                return prose;
            }
            marks = 0;
            onlyMarks = true;
        } else if (c == mark) {
            onlyMarks &= marks == 0 || previous == mark;
            marks++;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            onlyMarks = false;
        }
        pending.settle(c);
        previous = c;
        return this;
    }
}
