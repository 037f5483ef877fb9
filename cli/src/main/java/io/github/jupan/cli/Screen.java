package io.github.jupan.cli;

/// Asks how large the terminal is, each time anew: a window can be resized.
@FunctionalInterface
interface Screen {

    Size size();

    /// In character cells.
    record Size(int columns, int rows) {
        static final Size CLASSIC = new Size(80, 24);
    }
}
