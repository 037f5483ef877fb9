package io.github.jupan.local.weights;

/// A model's file that cannot be taken, or a name that means none. The message is one line that says what to do.
public final class WeightsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public WeightsException(String message) {
        super(message);
    }
}
