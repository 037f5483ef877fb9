package io.github.jupan.bench.measure;

import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;

/// Runs a snippet and gives its value: what fails is no measurement.
public final class Snippet {

    public static final String COUNT = "\"strawberry\".count(\"r\")";
    public static final String COUNTED = "3";

    private Snippet() {}

    public static String run(Interpreter interpreter, String code) {
        return switch (interpreter.run(code, (channel, text) -> {}, new Cancellation())) {
            case Execution.Completed completed -> String.valueOf(completed.value());
            case Execution other -> other.toString();
        };
    }

    /// @throws IllegalStateException when the value is another one
    public static void expect(Interpreter interpreter, String code, String value) {
        String actual = run(interpreter, code);
        if (!actual.equals(value)) {
            throw new IllegalStateException(code + " gave " + actual + ", not " + value);
        }
    }
}
