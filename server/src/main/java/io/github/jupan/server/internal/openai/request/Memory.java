package io.github.jupan.server.internal.openai.request;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Things that a client may come back to, by an id that nobody can guess; the oldest are forgotten. Safe for use by
/// many threads.
final class Memory<T> {

    private static final int MOST = 10_000;
    private static final long MOST_CHARS = 16L << 20;

    private record Kept<T>(String id, T value, int chars) {}

    private final Map<String, Kept<T>> kept = new HashMap<>();
    private final Deque<Kept<T>> byAge = new ArrayDeque<>();
    private long chars;

    /// @param size about how many characters it takes
    synchronized void keep(String id, T value, int size) {
        Kept<T> one = new Kept<>(id, value, size);
        kept.put(id, one);
        byAge.add(one);
        chars += size;
        while (byAge.size() > MOST || chars > MOST_CHARS) {
            Kept<T> oldest = byAge.remove();
            kept.remove(oldest.id(), oldest);
            chars -= oldest.chars();
        }
    }

    synchronized Optional<T> find(String id) {
        Kept<T> found = kept.get(id);
        return found == null ? Optional.empty() : Optional.of(found.value());
    }
}
