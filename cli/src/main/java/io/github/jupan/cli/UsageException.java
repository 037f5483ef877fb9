package io.github.jupan.cli;

/// The user asked for something that cannot be done as asked. The message is one line that says what to do.
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
