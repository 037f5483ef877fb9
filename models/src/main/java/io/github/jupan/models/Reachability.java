package io.github.jupan.models;

import java.util.Optional;

/// Whether a provider's models could be used as things stand.
///
/// @param usable a key is set (not tried), or a server answered
/// @param status what was found, in a few words
/// @param advice what to do next
public record Reachability(Provider provider, boolean usable, String status, Optional<String> advice) {}
