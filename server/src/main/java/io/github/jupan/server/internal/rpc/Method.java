package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// One method: what it takes, what it gives, what it does.
///
/// @param result the shape of what it answers with, for `rpc.discover`
record Method(String name, String summary, List<Param> params, Shape result, Pace pace, Handler handler) {

    /// Whether a client's next message waits for it.
    enum Pace {
        /// Quick: done before the next message is read, so that a client need not wait for the answer.
        IN_ORDER,
        /// May wait for a model, the sandbox or the disk: runs beside everything else.
        CONCURRENT
    }

    /// What it does, on a thread of its own when it is concurrent.
    @FunctionalInterface
    interface Handler {
        JsonNode handle(Arguments arguments, Call call);
    }
}
