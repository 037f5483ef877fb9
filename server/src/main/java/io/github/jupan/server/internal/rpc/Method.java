package io.github.jupan.server.internal.rpc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// One method: what it takes, what it gives, what it does.
///
/// @param result the shape of what it answers with, for `rpc.discover`
record Method(String name, String summary, List<Param> params, Shape result, Turn turn, Handler handler) {

    /// When it is done.
    enum Turn {
        /// Quick, and done before the next message is read, so that a client need not wait for the answer.
        NOW,
        /// One after another on each connection: what they answer with may be long, and is not computed for a client
        /// that does not read.
        ONE_BY_ONE,
        /// Later calls in the same session wait for it.
        IN_SESSION,
        /// May wait for a model, the sandbox or the disk: runs beside everything else.
        BESIDE
    }

    /// What it does, on a thread of its own unless it is done [Turn#NOW].
    @FunctionalInterface
    interface Handler {
        JsonNode handle(Arguments arguments, Caller caller);
    }
}
