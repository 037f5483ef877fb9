package io.github.jupan.cli.render;

import io.github.jupan.cli.terminal.StyledText;
import java.util.List;

/// How a text that is still being written becomes lines of the screen.
interface Layout {

    /// Where the last block of some whole lines begins, the one that what follows may still change.
    int lastBlock(String lines);

    /// How much of the last block can be shown already and will stay so, but for rare turns: whole words, no open
    /// marks.
    int settled(String block);

    /// The lines of one or more whole blocks.
    ///
    /// @param start where they stand in the whole text
    /// @param width of the screen, in cells
    List<List<StyledText>> lines(String blocks, int start, int width);
}
