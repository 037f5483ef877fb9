package io.github.jupan.agent;

import java.util.List;

/// Looks for any of some closing tags. All begin with `<` and have no other in them.
final class ClosingTag {

    private final Pending pending;
    private final List<String> closings;

    ClosingTag(Pending pending, List<String> closings) {
        this.pending = pending;
        this.closings = closings;
    }

    /// Takes in a character, which may be the last of a tag: the tag is then held.
    boolean closes(char c) {
        if (c == '<' || pending.held().isEmpty()) {
            skips(c);
            return false;
        }
        pending.hold(c);
        String held = pending.held();
        if (closings.contains(held)) {
            return true;
        }
        if (closings.stream().noneMatch(closing -> closing.startsWith(held))) {
            pending.release();
        }
        return false;
    }

    private void skips(char c) {
        pending.release();
        if (c == '<') {
            pending.hold(c);
        } else {
            pending.settle(c);
        }
    }
}
