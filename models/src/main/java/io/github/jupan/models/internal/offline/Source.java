package io.github.jupan.models.internal.offline;

/// The text that a plan works on.
sealed interface Source {

    /// A piece of the conversation, to be copied into the code as it stands.
    ///
    /// @param bare whether it stood in the sentence without quotes and nothing said that a text follows
    record Literal(String text, boolean bare) implements Source {
        boolean isOneWord() {
            return text.codePoints().noneMatch(Character::isWhitespace);
        }
    }

    /// The whole of the user's message.
    record Message() implements Source {}

    /// What follows the first `mark` in the message: nobody should have to type a long text again.
    record Rest(String mark) implements Source {}

    /// @param name the key in `documents`, written as a Python string
    record Document(String name) implements Source {}

    /// The digits of a number that is computed first.
    record Digits(String expression) implements Source {}

    /// There is nothing to work on.
    record Missing(Reason reason) implements Source {}

    enum Reason {
        NO_TEXT,
        NO_DOCUMENT,
        MANY_DOCUMENTS,
        UNCLEAR_TEXT
    }
}
