package io.github.jupan.sandbox;

/// One Python interpreter. Variables last from run to run until a run had to be ended by force, which its
/// [Execution] says. One thread at a time may bind and run.
public interface Interpreter extends AutoCloseable {

    /// Sets a global variable of the guest. Bindings outlive a lost worker: a new one gets them again.
    ///
    /// @return whether the guest's own variables are still there: a text too large for the worker moves the
    ///     interpreter to a larger one
    /// @throws IllegalArgumentException when the name is no Python identifier, or the texts bound together exceed
    ///     [Limits#boundBytes()]
    State bind(String name, Binding value);

    /// Runs a snippet. The code is never edited; its value is the `repr` of its last expression. Output reaches the
    /// listener while the code runs, on the calling thread or another, never on two at once.
    ///
    /// Interrupting the calling thread cancels the run as well, and leaves the thread interrupted.
    ///
    /// @param cancellation ends the run as [Execution.Cancelled]; before it began, too
    /// @throws SandboxException when the worker failed and could not be replaced
    Execution run(String code, OutputListener listener, Cancellation cancellation);

    /// Frees the interpreter; a run in progress is cancelled. Closing twice does nothing.
    @Override
    void close();

    /// What became of the variables that earlier runs had set.
    enum State {
        KEPT,
        LOST
    }
}
