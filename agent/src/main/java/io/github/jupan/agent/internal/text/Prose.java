package io.github.jupan.agent.internal.text;

import io.github.jupan.agent.internal.text.Format.Kind;
import io.github.jupan.agent.internal.text.TextReader.ThoughtOpening;
import java.util.ArrayList;
import java.util.List;

/// What the model says: looked through for what opens a form or a fenced block.
final class Prose implements State {

    private final TextReader reader;
    /// Marks that stand around calls, and no text if a call comes next.
    private final StringBuilder group = new StringBuilder();
    private LineStart line = new LineStart();
    private char previous = '\n';
    private int inlineCode;
    private boolean blankTurn = true;
    private boolean afterThought;

    Prose(TextReader reader) {
        this.reader = reader;
    }

    @Override
    public void read(char c) {
        if (reader.hasCalled()) {
            afterCall(c);
            return;
        }
        if (afterThought && Character.isWhitespace(c)) {
            return;
        }
        afterThought = false;
        boolean fence = c == '`' || (c == '~' && line.here());
        if (fence && !line.quoted()) {
            reader.enter(new FenceLine(reader, c, line.here() && inlineCode == 0, line.indent()));
            reader.read(c);
            return;
        }
        List<Format> formats = inlineCode == 0 ? opening(c) : List.of();
        if (formats.isEmpty()) {
            say(c);
        } else {
            reader.enter(new Head(reader, formats, line.here()));
            reader.read(c);
        }
    }

    private List<Format> opening(char c) {
        List<Format> lone = reader.thoughtOpening() == ThoughtOpening.UNKNOWN ? Formats.loneClosings(c) : List.of();
        List<Format> all = Formats.opening(c);
        if (line.quoted() || (all.isEmpty() && lone.isEmpty())) {
            return List.of();
        }
        List<Format> here = new ArrayList<>(lone);
        boolean midWord = Character.isLetter(c) && Character.isLetterOrDigit(previous);
        if (!midWord) {
            for (Format format : all) {
                if (fits(format)) {
                    here.add(format);
                }
            }
        }
        return here;
    }

    private boolean fits(Format format) {
        boolean place = switch (format.place()) {
            case ANYWHERE -> true;
            case LINE -> line.here();
            case TURN -> blankTurn;
        };
        return place && (reader.looksForCalls() || format.kind() == Kind.THOUGHT || format.kind() == Kind.MARK);
    }

    private void afterCall(char c) {
        if (reader.isDone() || Character.isWhitespace(c)) {
            return;
        }
        List<Format> formats = Formats.afterCall(c);
        if (formats.isEmpty()) {
            reader.finish();
        } else {
            reader.enter(new Head(reader, formats, true));
        }
        reader.read(c);
    }

    void say(char c) {
        if (!group.isEmpty()) {
            if (Character.isWhitespace(c)) {
                group.append(c);
                return;
            }
            sayGroup();
        }
        reader.text(c);
        line.advance(c);
        previous = c;
        blankTurn &= Character.isWhitespace(c);
        if (c == '\n') {
            inlineCode = 0;
        }
    }

    void group(String mark) {
        group.append(mark);
    }

    void dropGroup() {
        group.setLength(0);
    }

    /// Nothing came that the marks could stand around.
    void sayGroup() {
        String marks = group.toString();
        group.setLength(0);
        marks.chars().forEach(each -> say((char) each));
    }

    void afterThought() {
        group.setLength(0);
        line = new LineStart();
        previous = '\n';
        inlineCode = 0;
        blankTurn = true;
        afterThought = true;
    }

    /// Back-ticks that open no block: inline code begins or ends.
    void inlineTicks(int count) {
        if (inlineCode == 0) {
            inlineCode = count;
        } else if (inlineCode == count) {
            inlineCode = 0;
        }
    }

    @Override
    public void end() {}
}
