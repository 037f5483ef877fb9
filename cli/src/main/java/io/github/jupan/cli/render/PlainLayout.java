package io.github.jupan.cli.render;

import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.StyledText;
import io.github.jupan.cli.terminal.WordWrap;
import java.util.List;

/// Text as it is, in one style; words wrap at the edge.
record PlainLayout(Style style) implements Layout {

    @Override
    public int lastBlock(String text) {
        return text.lastIndexOf('\n') + 1;
    }

    @Override
    public int settled(String block) {
        return lastBreak(block, block.length());
    }

    @Override
    public List<List<StyledText>> lines(String blocks, int start, int width) {
        String text = blocks.endsWith("\n") ? blocks.substring(0, blocks.length() - 1) : blocks;
        return WordWrap.lines(List.of(new StyledText(style, text)), width, List.of(), List.of());
    }

    /// Behind the last whole word of a text's beginning.
    static int lastBreak(String text, int end) {
        int at = end;
        while (at > 0) {
            int point = text.codePointBefore(at);
            if (WordWrap.endsWord(point)) {
                return at;
            }
            at -= Character.charCount(point);
        }
        return 0;
    }
}
