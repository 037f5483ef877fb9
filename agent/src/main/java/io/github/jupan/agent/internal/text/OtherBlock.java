package io.github.jupan.agent.internal.text;

import java.util.Optional;

/// A fenced block in a language that does not run: text, whatever it holds.
final class OtherBlock implements State {

    private final TextReader reader;
    private final char mark;
    private final int length;
    private final boolean bare;
    private final int start;
    private final StringBuilder content = new StringBuilder();
    private int marks;
    private boolean onlyMarks = true;
    private char previous = '\n';

    /// @param bare whether the block has no language
    /// @param start where its fence begins in what the model said
    OtherBlock(TextReader reader, char mark, int length, boolean bare, int start) {
        this.reader = reader;
        this.mark = mark;
        this.length = length;
        this.bare = bare;
        this.start = start;
    }

    @Override
    public void read(char c) {
        boolean closes = c == '\n' && onlyMarks && marks >= length;
        if (c == '\n') {
            marks = 0;
            onlyMarks = true;
        } else if (c == mark) {
            onlyMarks &= marks == 0 || previous == mark;
            marks++;
        } else if (c != ' ' && c != '\t' && c != '\r') {
            onlyMarks = false;
        }
        previous = c;
        content.append(bare ? String.valueOf(c) : "");
        reader.say(String.valueOf(c));
        if (closes) {
            over();
        } else {
            reader.enter(this);
        }
    }

    private void over() {
        reader.enter(reader.prose());
        int end = content.toString().stripTrailing().lastIndexOf('\n');
        reader.block(start, bare ? Optional.of(content.substring(0, Math.max(end, 0))) : Optional.empty());
    }

    @Override
    public void end() {
        if (onlyMarks && marks >= length) {
            over();
        }
    }
}
