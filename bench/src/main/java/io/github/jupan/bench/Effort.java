package io.github.jupan.bench;

/// How often things are repeated.
enum Effort {
    QUICK,
    FULL;

    /// @param full how often in a full run; a quick one does a tenth
    int times(int full) {
        return this == FULL ? full : Math.max(3, full / 10);
    }
}
