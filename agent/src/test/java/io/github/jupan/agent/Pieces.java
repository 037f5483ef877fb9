package io.github.jupan.agent;

import org.jspecify.annotations.Nullable;

/// Joins neighbouring pieces of the same thing, so that two chunkings of a stream can be compared.
public final class Pieces {

    private Pieces() {}

    public static @Nullable AgentEvent join(@Nullable AgentEvent a, @Nullable AgentEvent b) {
        if (a instanceof AgentEvent.Text x && b instanceof AgentEvent.Text y) {
            return new AgentEvent.Text(x.text() + y.text());
        }
        if (a instanceof AgentEvent.Thinking x && b instanceof AgentEvent.Thinking y) {
            return new AgentEvent.Thinking(x.text() + y.text());
        }
        if (a instanceof AgentEvent.Code x && b instanceof AgentEvent.Code y && x.run() == y.run()) {
            return new AgentEvent.Code(x.run(), x.text() + y.text());
        }
        return null;
    }
}
