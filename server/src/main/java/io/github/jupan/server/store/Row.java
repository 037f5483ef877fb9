package io.github.jupan.server.store;

import org.jspecify.annotations.Nullable;

/// One thing that happened. None of its texts has a zero character or half a surrogate pair.
///
/// @param kind a word
/// @param event what listeners heard, in JSON
/// @param more what else it takes to take the session up
public record Row(
        String kind, @Nullable String event, @Nullable String more) {}
