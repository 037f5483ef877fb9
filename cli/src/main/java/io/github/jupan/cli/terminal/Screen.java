package io.github.jupan.cli.terminal;

import java.util.Optional;

/// Asks how large the terminal is, each time anew: a window can be resized.
@FunctionalInterface
public interface Screen {

    /// Empty where nothing can say.
    Optional<Size> size();

    /// In character cells.
    record Size(int columns, int rows) {}
}
