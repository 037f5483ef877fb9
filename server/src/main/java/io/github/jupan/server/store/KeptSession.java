package io.github.jupan.server.store;

import io.github.jupan.server.SessionSummary;

/// A session, without what happened in it.
///
/// @param options how it was set up, as it was given
public record KeptSession(SessionSummary summary, String options) {}
