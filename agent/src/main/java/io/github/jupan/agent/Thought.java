package io.github.jupan.agent;

import io.github.jupan.agent.Markers.Tag;

/// What a model thinks aloud in its text. Nothing in it is looked for but its end.
final class Thought implements TextPart {

    private final Pending pending;
    private final Prose prose;
    private final ClosingTag closing;

    Thought(Pending pending, Prose prose, Tag tag) {
        this.pending = pending;
        this.prose = prose;
        this.closing = new ClosingTag(pending, tag.closings());
    }

    @Override
    public TextPart read(char c) {
        if (closing.closes(c)) {
            pending.drop();
            return prose.resumeAfterThought();
        }
        return this;
    }
}
