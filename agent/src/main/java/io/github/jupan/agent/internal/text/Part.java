package io.github.jupan.agent.internal.text;

/// A part of a form, up to what the model hands over.
sealed interface Part {

    /// What stands there as it is.
    record Literal(String text) implements Part {}

    /// White space, or none.
    record Space() implements Part {}

    /// A word of the model's.
    record Word(Meaning meaning) implements Part {}

    /// Anything up to the literal behind it.
    record Anything() implements Part {}

    /// What a word is.
    enum Meaning {
        TOOL,
        KEY,
        IDENTIFIER
    }
}
