package io.github.jupan.server;

import java.time.Instant;

/// One line of the list of sessions.
///
/// @param title the beginning of its first question; empty before that
public record SessionSummary(String id, String model, String title, int questions, Instant created, Instant used) {}
