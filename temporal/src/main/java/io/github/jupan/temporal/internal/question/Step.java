package io.github.jupan.temporal.internal.question;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/// What one step of a question gave. The results of a question's activities, in order, are its journal:
/// from it any worker can bring the question to where it stands.
///
/// @param next what the loop wants to do then
/// @param requests what the model sent, a request each, as [ModelJournal] keeps it
/// @param checks what the interpreter said of texts that may be programs, in order
/// @param events what there was to see, as [EventCodec] writes it, with pieces of the same text joined
/// @param worker the task queue of the worker that holds the question; empty where none does
public record Step(
        Next next, List<ObjectNode> requests, List<ObjectNode> checks, List<ObjectNode> events, String worker) {

    /// What comes next.
    public enum Next {
        TURN,
        RUN,
        NOTHING
    }

    public Step {
        requests = List.copyOf(requests);
        checks = List.copyOf(checks);
        events = List.copyOf(events);
    }

    Step heldBy(String queue) {
        return new Step(next, requests, checks, events, queue);
    }
}
