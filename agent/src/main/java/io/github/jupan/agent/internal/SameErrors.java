package io.github.jupan.agent.internal;

import io.github.jupan.sandbox.Execution;
import java.util.Optional;

/// Counts how many turns in a row ended in the same error: a model that repeats itself will not repair it.
///
/// Two errors are the same when the exception and its message are, wherever in the code they came from. Several
/// calls of one turn count once, by the last of them: the model had not read the others' results yet.
final class SameErrors {

    private Optional<String> latest = Optional.empty();
    private Optional<String> counted = Optional.empty();
    private int turns;

    /// A run ended. Limits are no errors: another way to the same result may keep within them.
    void ran(Execution execution) {
        switch (execution) {
            case Execution.Raised raised -> failed(text(raised.error()));
            case Execution.Completed completed -> succeeded();
            case Execution.LimitHit hit -> succeeded();
            case Execution.Cancelled cancelled -> succeeded();
        }
    }

    void failed(String error) {
        latest = Optional.of(error);
    }

    void succeeded() {
        latest = Optional.empty();
    }

    /// All that a turn asked for is done.
    ///
    /// @return how many turns in a row, this one included, ended in the same error; 0 when it ended in none
    int turnDone() {
        turns = latest.isEmpty() ? 0 : latest.equals(counted) ? turns + 1 : 1;
        counted = latest;
        return turns;
    }

    /// The error that the last turn ended in; empty text when there was none.
    String error() {
        return counted.orElse("");
    }

    /// A syntax error's message ends in where it is: `invalid syntax (<run 3>, line 2)`.
    private static String text(Execution.PythonError error) {
        int place = error.message().lastIndexOf(" (<run ");
        String message = place < 0 ? error.message() : error.message().substring(0, place);
        return message.isEmpty() ? error.type() : error.type() + ": " + message;
    }
}
