package io.github.jupan.sandbox;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a run ended. A value is there only when Python computed it.
public sealed interface Execution {

    /// What the run printed.
    Output output();

    /// How long the code ran; waiting for a worker to start is not part of it.
    Duration elapsed();

    /// The code ran to its end.
    ///
    /// @param value the `repr` of the last expression; null when the snippet ends in a statement or in `None`
    record Completed(@Nullable String value, Output output, Duration elapsed) implements Execution {}

    /// The code raised an exception, or is not Python.
    record Raised(PythonError error, Output output, Duration elapsed) implements Execution {}

    /// The code was stopped at a limit.
    ///
    /// @param detail one sentence for whoever reads it
    /// @param stateLost whether the interpreter's variables are gone; bound texts are always there again
    record LimitHit(Limit limit, String detail, boolean stateLost, Output output, Duration elapsed)
            implements Execution {}

    /// a [Cancellation] ended the run.
    record Cancelled(boolean stateLost, Output output, Duration elapsed) implements Execution {}

    /// Output of a run, each stream within [Limits#outputBytes()], cut in the middle with a note of what is missing.
    record Output(String stdout, String stderr) {
        public static final Output NONE = new Output("", "");
    }

    /// A Python exception.
    ///
    /// @param type the class, such as `ZeroDivisionError`
    /// @param message `str` of the exception; may be empty
    /// @param traceback as Python prints it, the guest's own lines only, ending in the line `type: message`
    record PythonError(String type, String message, String traceback) {}

    /// Which limit was hit.
    enum Limit {
        TIME,
        MEMORY,
        OUTPUT,
        CODE,
        /// Earlier code changed the interpreter itself, which had to be replaced.
        INTERPRETER
    }
}
