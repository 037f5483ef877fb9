package io.github.jupan.server.internal.mcp;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The notification by which a client cancels a request. The SDK does not know it.
final class Cancelled {

    static final String METHOD = "notifications/cancelled";

    private Cancelled() {}

    /// The id of the request to cancel.
    static Optional<Object> request(@Nullable Object params) {
        return params instanceof Map<?, ?> map ? Optional.ofNullable(map.get("requestId")) : Optional.empty();
    }
}
