package io.github.jupan.server.store;

import java.util.List;

/// A part of a session's events.
///
/// @param total how many there are in all
/// @param events in JSON, in order
public record History(long total, List<String> events) {

    public History {
        events = List.copyOf(events);
    }
}
