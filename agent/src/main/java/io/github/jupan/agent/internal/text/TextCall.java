package io.github.jupan.agent.internal.text;

/// A program or a call that a model wrote as text.
///
/// @param name the tool's name as it was written; `python` for a bare program
/// @param content the program, or the arguments
/// @param form what the content is
/// @param closing whether its closing mark was there
/// @param otherwise the content read in another way, should what was read first be no program; empty where there is
/// none
public record TextCall(String name, String content, Form form, Closing closing, String otherwise) {

    TextCall(String name, String content, Form form, Closing closing) {
        this(name, content, form, closing, "");
    }

    /// What a call's content is.
    public enum Form {
        /// A Python program as it is.
        PROGRAM,
        /// Arguments as the model wrote them: mostly a JSON object.
        ARGUMENTS
    }

    /// What closed it.
    public enum Closing {
        AS_MEANT,
        /// The end of the turn, which is what closes this form.
        END_OF_TURN,
        /// No closing mark where there should have been one: where the program was meant to end is a guess.
        NOTHING
    }
}
