package io.github.jupan.local.weights;

import java.util.List;

/// A model whose file was held and tried.
///
/// @param name by which it is pulled and asked
/// @param sha256 of the whole file
/// @param contextTokens that it was trained for
/// @param dialect how it asks for code best: `text` or `tools`
/// @param prompt which it does best with: `usual`, the only one so far
/// @param note what to take it for, a few words
/// @param sources in the order in which they are tried
public record CatalogueEntry(
        String name,
        String title,
        String licence,
        long bytes,
        String sha256,
        int contextTokens,
        String dialect,
        String prompt,
        String note,
        List<Source> sources) {

    public CatalogueEntry {
        ModelFileName.check(name);
        if (!sha256.matches("[0-9a-f]{64}") || bytes < 1 || sources.isEmpty()) {
            throw new IllegalArgumentException(name + " needs a size, a SHA-256 and a source");
        }
        sources = List.copyOf(sources);
    }
}
