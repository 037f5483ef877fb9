package io.github.jupan.models.internal.offline;

/// What stands in a slot of a rule.
///
/// @param python how a program writes it
/// @param said how a sentence says it
record Value(String python, String said) {

    /// Whether it is a text that stands in the program.
    boolean isLiteral() {
        return python.startsWith("\"") || python.startsWith("'");
    }

    static Value text(String text) {
        return new Value(Python.literal(text), text);
    }

    static Value number(String number) {
        return new Value(number, number);
    }
}
