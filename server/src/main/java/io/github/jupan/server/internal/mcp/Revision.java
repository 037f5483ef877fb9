package io.github.jupan.server.internal.mcp;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The protocol's revisions that are spoken here, the oldest first.
enum Revision {
    R2024_11_05,
    R2025_03_26,
    R2025_06_18,
    R2025_11_25,
    /// Without a handshake and without sessions: each request says by itself what there is to know.
    R2026_07_28;

    /// The last one that begins with a handshake.
    static final Revision LAST_WITH_HANDSHAKE = R2025_11_25;

    /// As it is written in messages.
    String text() {
        return name().substring(1).replace('_', '-');
    }

    boolean isStateless() {
        return this == R2026_07_28;
    }

    static Optional<Revision> of(String text) {
        return Arrays.stream(values()).filter(each -> each.text().equals(text)).findFirst();
    }

    /// All of them, the newest first.
    static List<String> texts() {
        return Arrays.stream(values()).map(Revision::text).toList().reversed();
    }
}
