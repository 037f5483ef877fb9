package io.github.jupan.agent.internal;

import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.Past;
import io.github.jupan.agent.internal.evidence.Computations;
import io.github.jupan.agent.internal.turn.Events;
import io.github.jupan.agent.internal.turn.Stop;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import java.util.Objects;

/// The runs of a conversation: gives them their numbers, shows them, stops them, and keeps what they computed.
public final class Runs {

    private final Computations computations = new Computations();
    private int count;

    /// The number of a block that begins.
    public int next() {
        return ++count;
    }

    int count() {
        return count;
    }

    Computations computations() {
        return computations;
    }

    /// @param during hears what happens in the run
    Execution run(int run, String code, Interpreter interpreter, Events events, RunEvents during, Stop stop) {
        events.emit(new AgentEvent.RunStarted(run, code));
        Execution execution;
        try (during) {
            execution = interpreter.run(
                    code, (channel, text) -> during.emit(new AgentEvent.Printed(run, channel, text)), stop.token());
        }
        events.emit(new AgentEvent.RunEnded(run, execution));
        computations.add(run, code, execution, stop::requested);
        return execution;
    }

    /// Takes in what ran in an earlier life of the conversation.
    void recall(Past.Ran past) {
        count = Math.max(count, past.run());
        computations.add(past.run(), past.code(), past.execution(), () -> false);
    }

    /// The same, and runs it again for its variables; false when that cannot be done or gives something else.
    boolean repeat(Past.Ran past, Interpreter interpreter, Stop stop) {
        recall(past);
        boolean whole = past.execution() instanceof Execution.Completed || past.execution() instanceof Execution.Raised;
        if (!whole || !past.tools().isEmpty() || stop.requested()) {
            return false;
        }
        Execution again = interpreter.run(past.code(), (channel, text) -> {}, stop.token());
        return switch (past.execution()) {
            case Execution.Completed before ->
                again instanceof Execution.Completed now && Objects.equals(before.value(), now.value());
            case Execution.Raised before ->
                again instanceof Execution.Raised now
                        && before.error().type().equals(now.error().type());
            case Execution.LimitHit _, Execution.Cancelled _ -> false;
        };
    }
}
