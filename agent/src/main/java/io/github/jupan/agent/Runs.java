package io.github.jupan.agent;

import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import java.util.ArrayList;
import java.util.List;

/// The runs of a conversation: gives them their numbers, shows them, stops them, and keeps what they computed.
final class Runs {

    /// What a run computed, for the evidence.
    ///
    /// @param text its output and its value
    record Computed(int run, String text) {}

    private final List<Computed> computed = new ArrayList<>();
    private int count;

    /// The number of a block that begins.
    int next() {
        return ++count;
    }

    int count() {
        return count;
    }

    List<Computed> computed() {
        return List.copyOf(computed);
    }

    Execution run(int run, String code, Interpreter interpreter, Events events, Stop stop) {
        events.emit(new AgentEvent.RunStarted(run, code));
        Execution execution = stop.during(
                () -> interpreter.run(code, (channel, text) -> events.emit(new AgentEvent.Printed(run, channel, text))),
                interpreter::cancel);
        events.emit(new AgentEvent.RunEnded(run, execution));
        String value = execution instanceof Execution.Completed completed && completed.value() != null
                ? "\n" + completed.value()
                : "";
        computed.add(new Computed(run, execution.output().stdout() + value));
        return execution;
    }
}
