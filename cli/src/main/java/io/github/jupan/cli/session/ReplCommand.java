package io.github.jupan.cli.session;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What can be typed at the prompt besides a question.
enum ReplCommand {
    HELP("", "lists these"),
    MODEL("[NAME [--base-url URL]]", "shows the model, or changes it and begins anew"),
    MODE("[direct|think|code]", "shows or changes how much the model may do"),
    DOCUMENTS("[FILE]", "lists the attached texts, or attaches one"),
    RUN("CODE", "runs Python among the conversation's variables"),
    TOKENS("TEXT", "shows a text as a model sees it"),
    SAVE("FILE", "writes the conversation for jupan replay"),
    SESSIONS("", "lists the sessions that are kept"),
    RESUME("ID", "goes on with another session"),
    RESTART("", "gives Python a fresh interpreter; questions and documents stay"),
    RESET("", "forgets questions, variables and documents"),
    QUIT("", "ends the session, as Ctrl-D does");

    private final String argument;
    private final String description;

    ReplCommand(String argument, String description) {
        this.argument = argument;
        this.description = description;
    }

    /// As it is typed, such as `/help`.
    String word() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    String argument() {
        return argument;
    }

    String description() {
        return description;
    }

    static Optional<ReplCommand> of(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equals(word))
                .findFirst();
    }
}
