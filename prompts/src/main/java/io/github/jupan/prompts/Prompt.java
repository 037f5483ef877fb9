package io.github.jupan.prompts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// A text that a model reads. Each is a Markdown resource beside this class, named as the constant is:
/// [#CODE_IN_TEXT] is `code-in-text.md`.
public enum Prompt {
    /// The role in the mode that answers at once.
    DIRECT,
    /// The role in the mode that thinks in steps without code.
    THINK,
    /// The role in the mode that uses code: what code is for, and what Python has.
    CODE,
    /// How to ask for a run when the model takes tools.
    CODE_BY_TOOL,
    /// How to ask for a run when it does not.
    CODE_IN_TEXT,
    /// Added when the user asked for code.
    CODE_REQUIRED,
    /// Added when code is not available.
    NO_CODE,
    /// Announces the functions that Python has besides; fill in `functions`.
    FUNCTIONS,
    /// Announces the documents; fill in `documents`.
    DOCUMENTS,
    /// Added when a conversation is longer than its context.
    LEFT_OUT,
    /// Stands for the result of a call that never got one.
    NO_RESULT,
    /// Sent back when an answer came without the code that the user asked for.
    REMINDER_CODE,
    /// Sent back when a turn ended at its token limit.
    REMINDER_CUT,
    /// Sent back when a turn said nothing.
    REMINDER_EMPTY,
    /// Sent with the result of a block that nothing but the turn's end closed.
    REMINDER_UNCLOSED,
    /// Sent with a result in which something had to be quoted.
    REMINDER_QUOTED,
    /// What an MCP client may begin a conversation with; fill in `task`.
    USE_CODE;

    private final String text = load(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".md");

    /// The text, without the line break at its end.
    public String text() {
        return text;
    }

    /// The text with every `{{name}}` replaced.
    ///
    /// @throws IllegalArgumentException when the text has no such place
    public String with(String name, String value) {
        String place = "{{" + name + "}}";
        if (!text.contains(place)) {
            throw new IllegalArgumentException(this + " has no place for " + name);
        }
        return text.replace(place, value);
    }

    private static String load(String resource) {
        try (InputStream in = Prompt.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the prompt " + resource + " is missing from the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
