package io.github.jupan.local.internal.process;

import io.github.jupan.local.LocalModelException;

/// Who asked a question. Called by the thread that reads what the process says, so it must not wait.
public interface Receiver {

    void take(Report.Answer answer);

    /// The process has ended, or could not load its model: nothing comes any more.
    void ended(LocalModelException why);
}
