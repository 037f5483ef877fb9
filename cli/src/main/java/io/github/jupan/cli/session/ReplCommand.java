package io.github.jupan.cli.session;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What can be typed at the prompt besides a question.
enum ReplCommand {
    HELP("", "lists these", "/?"),
    MODEL("[NAME [--base-url URL]]", "lists the models that can be had here, or changes to one and begins anew"),
    MODE("[direct|think|code]", "shows or changes how much the model may do"),
    SYSTEM("[TEXT-OR-FILE]", "shows what is added to the prompt, or changes it and begins anew"),
    LESSONS("[FILE]", "shows worked examples from a lesson book beside each question, and begins anew"),
    DOCUMENTS("[FILE | remove NAME]", "lists the attached texts, attaches one, or takes one away that no question had"),
    EDIT("[TEXT]", "opens $VISUAL or $EDITOR; what is saved there waits at the prompt. Ctrl-G does the same"),
    RETRY("", "asks the last question once more"),
    UNDO("", "takes the last question back, its answer and what code did since"),
    COPY("", "puts the last answer into the clipboard, by way of the terminal"),
    COST("", "shows what this session has used"),
    RUN("CODE", "runs Python among the conversation's variables"),
    TOKENS("TEXT", "shows a text as a model sees it"),
    SAVE("FILE", "writes the conversation for jupan replay"),
    SESSIONS("", "lists the sessions that are kept"),
    RESUME("ID", "goes on with another session"),
    RESTART("", "gives Python a fresh interpreter; questions and documents stay"),
    RESET("", "forgets questions, variables and documents", "/new", "/clear"),
    QUIT("", "ends the session, as Ctrl-D does", "/exit", "/bye");

    private final String argument;
    private final String description;
    private final String others;

    ReplCommand(String argument, String description, String... others) {
        this.argument = argument;
        this.description = description;
        this.others = String.join(" ", others);
    }

    /// As it is typed, such as `/help`.
    String word() {
        return "/" + name().toLowerCase(Locale.ROOT);
    }

    /// With what may stand behind it, such as `/model [NAME]`.
    String form() {
        return (word() + " " + argument).strip();
    }

    String description() {
        return description;
    }

    private List<String> others() {
        return others.isEmpty() ? List.of() : List.of(others.split(" "));
    }

    static Optional<ReplCommand> of(String word) {
        return Arrays.stream(values())
                .filter(command -> command.word().equalsIgnoreCase(word)
                        || command.others().contains(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /// The command that a word means by itself, as it does elsewhere: no model is asked what "exit" is.
    static Optional<ReplCommand> bare(String input) {
        return switch (input.toLowerCase(Locale.ROOT)) {
            case "exit", "quit" -> Optional.of(QUIT);
            case "help" -> Optional.of(HELP);
            default -> Optional.empty();
        };
    }

    /// All words that are commands.
    static List<String> words() {
        return Arrays.stream(values())
                .flatMap(command -> Stream.concat(Stream.of(command.word()), command.others().stream()))
                .toList();
    }
}
