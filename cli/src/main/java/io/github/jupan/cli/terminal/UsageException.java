package io.github.jupan.cli.terminal;

/// The user asked for something that cannot be done as asked. The message is one line that says what to do.
public final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
