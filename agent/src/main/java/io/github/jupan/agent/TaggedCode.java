package io.github.jupan.agent;

import io.github.jupan.agent.Markers.Tag;
import java.util.Optional;

/// Code between two tags. A line break right after the opening one belongs to it; no tag closes inside a Python string.
final class TaggedCode implements TextPart.Block {

    private final Pending pending;
    private final Tag tag;
    private final ClosingTag closing;
    private final PythonQuotes quotes = new PythonQuotes();
    private boolean begun;

    TaggedCode(Pending pending, Tag tag) {
        this.pending = pending;
        this.tag = tag;
        this.closing = new ClosingTag(pending, tag.closings());
    }

    @Override
    public TextPart read(char c) {
        quotes.advance(c);
        if (!begun) {
            if (c == '\r' && pending.held().isEmpty()) {
                pending.hold(c);
                return this;
            }
            begun = true;
            if (c == '\n') {
                pending.drop();
                return this;
            }
            pending.release();
        }
        if (quotes.inString()) {
            pending.release();
            pending.settle(c);
        } else if (closing.closes(c)) {
            pending.drop();
            return Closed.AFTER;
        }
        return this;
    }

    @Override
    public boolean closesAtEnd() {
        pending.release();
        return false;
    }

    @Override
    public String marker() {
        return tag.opening();
    }

    @Override
    public String opening() {
        return tag.opening();
    }

    @Override
    public Optional<String> missing() {
        return tag.closings().contains(Markers.END_OF_TURN)
                ? Optional.empty()
                : Optional.of(tag.closings().getFirst());
    }
}
