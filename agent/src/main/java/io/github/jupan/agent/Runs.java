package io.github.jupan.agent;

import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/// The runs of a conversation: gives them their numbers, shows them, stops them, and keeps what they computed.
final class Runs {

    /// What a run computed, for the evidence.
    ///
    /// @param text its output and its value
    record Computed(int run, String text) {}

    /// A conversation may go on for ever; what its answers speak of was computed lately.
    private static final int MOST_KEPT = 1_000;

    private static final int MOST_KEPT_CHARS = 4_000_000;

    private final Deque<Computed> computed = new ArrayDeque<>();
    private int computedChars;
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
        keep(run, execution);
        return execution;
    }

    private void keep(int run, Execution execution) {
        String value = execution instanceof Execution.Completed completed && completed.value() != null
                ? "\n" + completed.value()
                : "";
        Computed latest = new Computed(run, execution.output().stdout() + value);
        computed.add(latest);
        computedChars += latest.text().length();
        while (computed.size() > MOST_KEPT || computedChars > MOST_KEPT_CHARS) {
            computedChars -= computed.remove().text().length();
        }
    }

    /// Takes in what ran in an earlier life of the conversation.
    void recall(Past.Ran past) {
        count = Math.max(count, past.run());
        keep(past.run(), past.execution());
    }

    /// The same, and runs it again for its variables; false when that cannot be done or gives something else.
    boolean repeat(Past.Ran past, Interpreter interpreter, Stop stop) {
        recall(past);
        boolean whole = past.execution() instanceof Execution.Completed || past.execution() instanceof Execution.Raised;
        if (!whole || !past.tools().isEmpty() || stop.requested()) {
            return false;
        }
        Execution again = stop.during(() -> interpreter.run(past.code(), (channel, text) -> {}), interpreter::cancel);
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
