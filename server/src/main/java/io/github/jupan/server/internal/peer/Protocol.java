package io.github.jupan.server.internal.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/// What the methods of a protocol do.
public interface Protocol {

    /// Takes a request in, in the order in which it came, and says what it asks for. Called by the thread that reads.
    ///
    /// @throws Failure when there is nothing to do for it
    Work work(Request request);

    /// Whether a message may be an array of requests. Called by the thread that reads.
    boolean takesBatches();

    /// Whether the server asks too, so that answers come in.
    boolean asks();

    /// The client sends nothing more: what would go on until it does ends.
    default void inputEnded() {}

    /// A failure as the protocol words it: the member `error` of an answer.
    default ObjectNode error(Failure failure) {
        return failure.json();
    }

    /// What a request asks for.
    ///
    /// @param lane what it works on; calls of one lane can have an order, those of different lanes have none
    record Work(Pace pace, Object lane, Handler handler) {

        private static final Object NOTHING = new Object();

        /// At once, on the thread that reads: for what is quick and what the next message may rest on.
        public static Work now(Handler handler) {
            return new Work(Pace.NOW, NOTHING, handler);
        }

        /// Beside everything else.
        public static Work beside(Handler handler) {
            return new Work(Pace.BESIDE, NOTHING, handler);
        }
    }

    /// When it is done.
    enum Pace {
        NOW,
        /// When all calls of its lane that are [#IN_TURN] and came before it have ended.
        BESIDE,
        /// As well, and the later ones of its lane wait for it.
        IN_TURN
    }

    /// Does it, on a thread of its own unless that is [Pace#NOW].
    @FunctionalInterface
    interface Handler {
        JsonNode handle(Call call);
    }
}
