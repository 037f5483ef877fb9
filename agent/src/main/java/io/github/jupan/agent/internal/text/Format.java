package io.github.jupan.agent.internal.text;

import java.util.List;

/// One form in which models write something: a row of `formats.txt`, which says what the constants mean.
///
/// @param head what comes before the payload
/// @param arguments the kinds of argument, each as what comes before its value and the mark behind it
/// @param closings what may come behind the payload, in order; each a list of marks that close alike
/// @param example the row itself
record Format(
        Kind kind,
        Place place,
        List<Part> head,
        Payload payload,
        List<Argument> arguments,
        List<List<String>> closings,
        String example) {

    enum Kind {
        THOUGHT,
        CODE,
        TAG,
        CALL,
        KNOWN,
        GROUP,
        MARK,
        /// What closes a call or a group; of no kind of its own in the table.
        CLOSING
    }

    enum Place {
        ANYWHERE,
        LINE,
        TURN
    }

    enum Payload {
        NONE,
        THOUGHT,
        CODE,
        CALLS,
        ARGUMENTS,
        PARAMETERS,
        PYTHON,
        KEYWORDS
    }

    /// @param json whether the value is JSON, which ends by itself
    record Argument(List<Part> head, boolean json, String closing) {}

    /// What the form begins with; empty where that is the payload itself.
    String opening() {
        return !head.isEmpty() && head.getFirst() instanceof Part.Literal literal ? literal.text() : "";
    }

    /// The marks that close a program or a thought.
    List<String> closing() {
        return closings.isEmpty() ? List.of() : closings.getFirst();
    }

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
}
