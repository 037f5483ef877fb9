package io.github.jupan.agent;

import io.github.jupan.agent.Markers.Tag;

/// What a model says: finds what opens a block or a thought in it.
final class Prose implements TextPart.Said {

    private final Pending pending;
    private final LineStart line = new LineStart();
    private char previous = '\n';
    private boolean inTag;
    private boolean afterThought;

    Prose(Pending pending) {
        this.pending = pending;
    }

    @Override
    public TextPart read(char c) {
        if (afterThought) {
            if (Character.isWhitespace(c)) {
                line.advance(c);
                return this;
            }
            afterThought = false;
        }
        if (inTag) {
            return tag(c);
        }
        if (c == '<' && previous != '`') {
            inTag = true;
            pending.hold(c);
        } else if ((c == '`' && previous != '`') || (c == '~' && line.here())) {
            pending.hold(c);
            return new FenceLine(pending, this, c, line.here(), line.indent());
        } else {
            say(c);
        }
        return this;
    }

    private TextPart tag(char c) {
        pending.hold(c);
        String held = pending.held();
        for (Tag tag : Markers.TAGS) {
            if (tag.opening().equals(held) && (tag.holds() == Markers.Holds.CODE || line.here())) {
                inTag = false;
                pending.drop();
                return switch (tag.holds()) {
                    case CODE -> new TaggedCode(pending, tag);
                    case THOUGHT -> new Thought(pending, this, tag);
                };
            }
        }
        if (Markers.beginsTag(held)) {
            return this;
        }
        inTag = false;
        pending.drop();
        for (int i = 0; i < held.length() - 1; i++) {
            say(held.charAt(i));
        }
        return read(c);
    }

    void say(char c) {
        pending.settle(c);
        line.advance(c);
        previous = c;
    }

    /// What was held opens nothing.
    TextPart resume(char c) {
        String held = pending.held();
        pending.drop();
        held.chars().forEach(each -> say((char) each));
        return read(c);
    }

    /// White space between a thought and what is said next is of neither.
    Prose resumeAfterThought() {
        afterThought = true;
        previous = '\n';
        return this;
    }
}
