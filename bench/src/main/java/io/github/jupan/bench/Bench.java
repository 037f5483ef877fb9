package io.github.jupan.bench;

import java.nio.file.Path;

/// What every row works with.
///
/// @param root the checkout
/// @param rivals what a user would take instead, started when first asked for
record Bench(Path root, Effort effort, Rivals rivals) {

    /// A folder that may be written; what takes long to make stays there.
    Path folder() {
        return root.resolve("bench/target");
    }
}
