package io.github.jupan.cli.terminal;

/// How the program ended, for whoever called it.
public enum ExitCode {
    /// The question was answered, the code ran to its end, every recorded block gave the same.
    DONE(0),
    /// There is no answer: a limit on steps, time or tokens was reached, the code raised, or a recording differs.
    NOT_ANSWERED(1),
    /// The command line or a file named on it is wrong.
    USAGE(2),
    /// The model could not be reached, refused, or is not configured.
    MODEL(3),
    /// The sandbox could not be started.
    SANDBOX(4),
    /// The code was stopped at a limit (`jupan run`).
    LIMIT(5),
    /// What was to be written to standard output could not be, because of a full disk for example.
    NOT_WRITTEN(6),
    /// Ctrl-C.
    CANCELLED(130),
    /// Whoever read standard output has gone, as in `jupan ask … | head -1`.
    READER_GONE(141);

    private final int number;

    ExitCode(int number) {
        this.number = number;
    }

    public int number() {
        return number;
    }
}
