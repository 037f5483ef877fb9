package io.github.jupan.local.weights;

import java.nio.file.Path;
import java.util.Optional;

/// A model whose file is here.
///
/// @param entry the catalogue's of this name
/// @param damage what is wrong with the file, as far as its size and its first bytes show; empty when nothing is
public record Installed(String name, Path file, long bytes, Optional<CatalogueEntry> entry, Optional<String> damage) {

    public boolean isWhole() {
        return damage.isEmpty();
    }
}
