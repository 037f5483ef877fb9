package io.github.jupan.agent;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the first block of code in a text that arrives in pieces, and what is only thought. Any pieces of the same
/// text give the same result: what may yet become a marker is held back, and nothing else is. Each character is looked
/// at once.
///
/// [Prose] finds what opens: a fence ([FenceLine]), at the start of a line or not, in one of [Markers#LANGUAGES], or a
/// tag of [Markers#TAGS] anywhere but after a back-tick, one that holds thoughts only at the start of a line. A fence
/// in another language is text, whatever it holds ([OtherBlock]). [FencedCode], [TaggedCode] and [Thought] find what
/// closes.
final class BlockScanner {

    /// Where the pieces go.
    interface Sink {
        void text(String piece);

        void thought(String piece);

        void opened(String marker);

        void code(String piece);
    }

    private final Sink sink;
    private final Pending pending = new Pending();
    private final StringBuilder raw = new StringBuilder();
    private TextPart part = new Prose(pending);
    private TextPart.@Nullable Block block;
    private boolean closed;

    BlockScanner(Sink sink) {
        this.sink = sink;
    }

    /// @return how many characters were taken: fewer than there are once the block has closed
    int feed(String piece) {
        int taken = 0;
        while (taken < piece.length() && !closed) {
            char c = piece.charAt(taken);
            TextPart next = part.read(c);
            if (next != TextPart.Closed.BEFORE) {
                taken++;
                if (block != null) {
                    raw.append(c);
                }
            }
            if (next != part) {
                enter(next);
            }
        }
        hand(pending.take());
        return taken;
    }

    private void enter(TextPart next) {
        if (!(part instanceof TextPart.Said && next instanceof TextPart.Said)) {
            hand(pending.takeAll());
        }
        switch (next) {
            case TextPart.Block opened -> {
                part = next;
                block = opened;
                raw.append(opened.opening());
                sink.opened(opened.marker());
            }
            case TextPart.Closed end -> closed = true;
            case TextPart.Said said -> part = next;
            case Thought thought -> part = next;
        }
    }

    private void hand(String piece) {
        if (!piece.isEmpty()) {
            switch (part) {
                case TextPart.Said said -> sink.text(piece);
                case Thought thought -> sink.thought(piece);
                case TextPart.Block code -> sink.code(piece);
                case TextPart.Closed end -> throw new IllegalStateException("nothing comes after the block");
            }
        }
    }

    /// The text is over: what was held back is what it seems, and an open block is closed here.
    void end() {
        if (!closed && block != null) {
            closed = block.closesAtEnd();
        } else if (!closed) {
            pending.release();
        }
        hand(pending.takeAll());
    }

    /// Whether a block was opened.
    boolean opened() {
        return block != null;
    }

    /// Whether a closing marker was seen.
    boolean closed() {
        return closed;
    }

    /// The block so far, as it was written, with its markers; empty without a block.
    String block() {
        return raw.toString();
    }

    /// The closing marker that the end of the turn took the place of; empty where no marker is needed.
    Optional<String> missing() {
        return block == null || closed ? Optional.empty() : block.missing();
    }
}
