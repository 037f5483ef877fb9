package io.github.jupan.bench.measure;

import io.github.jupan.bench.rivals.Rivals;
import java.nio.file.Path;

/// What every row works with.
///
/// @param root the checkout
/// @param rivals what a user would take instead, started when first asked for
public record Bench(Path root, Effort effort, Rivals rivals) {

    /// A folder that may be written; what takes long to make stays there.
    public Path folder() {
        return root.resolve("bench/target");
    }

    /// How often things are repeated.
    public enum Effort {
        QUICK,
        FULL;

        /// @param full how often in a full run; a quick one does a tenth
        public int times(int full) {
            return this == FULL ? full : Math.max(3, full / 10);
        }
    }
}
