package io.github.jupan.cli.run;

/// What became of a recorded block of code when it was run again.
sealed interface Block {

    /// It gave what the recording says.
    record Same() implements Block {}

    /// It gave something else.
    ///
    /// @param id the session's
    /// @param step counted from 1 within the session
    record Different(String id, int step, String expected, String actual) implements Block {}

    /// It needs a module that the sandbox does not have, or variables of such a block before it.
    record Skipped(String module) implements Block {}
}
