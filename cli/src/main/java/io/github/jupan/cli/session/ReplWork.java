package io.github.jupan.cli.session;

import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.cli.options.AskOptions;
import io.github.jupan.cli.options.Documents;
import io.github.jupan.cli.render.OutcomeText;
import io.github.jupan.cli.render.TerminalRenderer;
import io.github.jupan.cli.render.TokenText;
import io.github.jupan.cli.terminal.Called;
import io.github.jupan.cli.terminal.Spelling;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.StyledText;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.SystemScreen;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.cli.terminal.WordWrap;
import io.github.jupan.models.ModelName;
import io.github.jupan.models.Models;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.models.Tokens;
import io.github.jupan.practice.lessons.LessonBook;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jline.terminal.Terminal;

/// Does what was typed: asks it, or obeys it.
final class ReplWork {

    private final Surroundings surroundings;
    private final Terminal terminal;
    private final Surface surface;
    private final PrintStream notes;
    private final ReplSession session;
    private final TypedLines typed;
    private final Permission permission;
    private Used used = Used.NOTHING;
    private Optional<String> question = Optional.empty();
    private Optional<String> answer = Optional.empty();
    private String waiting = "";

    ReplWork(
            Surroundings surroundings,
            Terminal terminal,
            Surface surface,
            PrintStream notes,
            ReplSession session,
            TypedLines typed,
            Permission permission) {
        this.surroundings = surroundings;
        this.terminal = terminal;
        this.surface = surface;
        this.notes = notes;
        this.session = session;
        this.typed = typed;
        this.permission = permission;
    }

    /// What came back from an editor, to be looked over at the next prompt; once.
    String waiting() {
        String begun = waiting;
        waiting = "";
        return begun;
    }

    /// Asks, and says what it took.
    void ask(String text) {
        TerminalRenderer renderer = renderer();
        question = Optional.of(text);
        long start = System.nanoTime();
        try {
            Outcome outcome = session.ask(text, permission.before(renderer), renderer);
            renderer.finish();
            Used one = Used.of(outcome.usage(), Duration.ofNanos(System.nanoTime() - start), session.price());
            used = used.plus(one);
            if (outcome instanceof Outcome.Answered answered) {
                answer = Optional.of(answered.text().strip());
            }
            surface.line(Style.DIM, one.line());
            OutcomeText.missingAnswer(outcome).ifPresent(line -> surface.line(Style.WARNING, line));
        } finally {
            renderer.finish();
            surface.write(Style.PLAIN, "\n");
        }
    }

    /// Obeys a line that begins with a command's word; false when the session is over.
    boolean command(String input) {
        String word = input.split("\\s", 2)[0];
        String argument = input.substring(word.length()).strip();
        Optional<ReplCommand> command = ReplCommand.of(word);
        if (command.isEmpty()) {
            throw new UsageException("there is no " + word
                    + Spelling.near(word, ReplCommand.words())
                            .map(meant -> ", did you mean " + meant + "?")
                            .orElse("; /help lists the commands"));
        }
        switch (command.get()) {
            case HELP -> help();
            case MODEL -> model(argument);
            case MODE -> mode(argument);
            case DOCUMENTS -> documents(argument);
            case RUN -> run(argument);
            case TOKENS -> TokenText.show(Tokens.split(required(argument, "/tokens ubiquitous")), surface);
            case SAVE -> {
                int events = session.save(required(argument, "/save talk.jsonl"));
                String again = session.texts().isEmpty() ? "" : ", given its documents with --document";
                say(events + " events written to " + argument + "; " + Called.name() + " replay " + quoted(argument)
                        + " runs them again" + again);
            }
            case SESSIONS -> {
                refuse(argument, word);
                session.list().lines().forEach(this::say);
            }
            case RESUME -> {
                session.resume(required(argument, "/resume 3f2a; /sessions lists them"));
                sayResumed();
            }
            case RESTART -> {
                refuse(argument, word);
                session.restart();
                say("Python begins anew; its variables are gone");
            }
            case RESET -> {
                refuse(argument, word);
                session.reset(new Documents(notes));
                say("forgotten");
            }
            case SYSTEM -> system(argument);
            case LESSONS -> {
                session.lessons(LessonBook.read(Path.of(required(argument, "/lessons lessons.md"))));
                say("lessons from " + argument + ", a new conversation");
            }
            case EDIT -> {
                waiting = typed.edit(argument)
                        .orElseThrow(() -> new UsageException("the editor failed; set VISUAL or EDITOR to another"));
            }
            case RETRY -> {
                refuse(argument, word);
                ask(question.or(session::lastQuestion).orElseThrow(() -> new UsageException("nothing was asked yet")));
            }
            case UNDO -> {
                refuse(argument, word);
                undo();
            }
            case COPY -> {
                refuse(argument, word);
                String last =
                        answer.or(session::lastAnswer).orElseThrow(() -> new UsageException("there is no answer yet"));
                if (!surface.clipboard(last)) {
                    throw new UsageException("this terminal cannot be asked to copy");
                }
                say("copied, if the terminal allows it");
            }
            case COST -> {
                refuse(argument, word);
                say((used.questions() == 1 ? "1 question" : used.questions() + " questions") + " · " + used.line());
                if (session.price().isEmpty() && isPaid(session.model())) {
                    say("prices are not known; say what a million tokens cost: --price '3 in, 15 out, USD', or price ="
                            + " 3 in, 15 out, USD beside the model in config.properties");
                }
            }
            case QUIT -> {
                refuse(argument, word);
                return false;
            }
        }
        return true;
    }

    private void undo() {
        String undone = session.lastEndedQuestion().orElse("");
        String left = session.undo();
        question = Optional.empty();
        answer = Optional.empty();
        say("undone: " + undone.lines().findFirst().orElse(""));
        say("questions and variables are as they were before it, as the code before it runs again; /resume " + left
                + " goes back");
    }

    private static boolean isPaid(String model) {
        return switch (ModelName.parse(model).provider()) {
            case OPENAI, RESPONSES, ANTHROPIC, GEMINI, MISTRAL -> true;
            case OLLAMA, LOCAL, OFFLINE, REPLAY -> false;
        };
    }

    void sayResumed() {
        say("resumed, with " + session.model()
                + session.lastQuestion()
                        .map(last -> "; asked last: " + last.lines().findFirst().orElse(""))
                        .orElse(""));
        surface.flush();
    }

    private void help() {
        int columns = surface.size().map(size -> size.columns() - 1).orElse(Integer.MAX_VALUE);
        boolean narrow = columns < 70;
        int widest = Arrays.stream(ReplCommand.values())
                .mapToInt(command -> command.form().length())
                .max()
                .orElse(0);
        for (ReplCommand command : ReplCommand.values()) {
            String form = command.form();
            StyledText name = new StyledText(Style.BOLD, "  " + form + " ".repeat(widest + 2 - form.length()));
            StyledText indent = new StyledText(Style.PLAIN, " ".repeat(narrow ? 4 : widest + 4));
            List<StyledText> description = List.of(new StyledText(Style.PLAIN, command.description()));
            if (narrow) {
                surface.line(Style.BOLD, "  " + form);
                WordWrap.lines(description, columns, List.of(indent), List.of(indent))
                        .forEach(surface::line);
            } else {
                WordWrap.lines(description, columns, List.of(name), List.of(indent))
                        .forEach(surface::line);
            }
        }
        surface.line(
                Style.DIM,
                "  A line ending in \\ goes on, and so does an open ```. Ctrl-C stops a question, Ctrl-G opens an"
                        + " editor.");
    }

    private void model(String name) {
        if (name.isEmpty()) {
            models();
        } else {
            ModelRequest request = ModelRequest.of(name);
            session.model(request).ifPresent(note -> surface.line(Style.WARNING, note));
            say(request.name() + ", a new conversation");
        }
    }

    /// The present one is marked.
    private void models() {
        List<String> names = new ArrayList<>(List.of(session.model()));
        try {
            surroundings.weights().list().forEach(model -> names.add("local:" + model.name()));
        } catch (IOException unreadable) {
            say("the installed models cannot be listed: " + unreadable.getMessage());
        }
        names.add(OfflineModel.NAME);
        names.stream().distinct().forEach(name -> say((name.equals(session.model()) ? "* " : "  ") + name));
        Models.reachable(surroundings.environment())
                .forEach(model -> say("  %-10s %s%s"
                        .formatted(
                                model.provider().word(),
                                model.status(),
                                model.advice().map(advice -> "; " + advice).orElse(""))));
        say(Called.in("/model NAME changes to one and begins anew; jupan models lists all that providers have"));
    }

    private void system(String text) {
        if (text.isEmpty()) {
            say(session.system().orElse("nothing is added to the prompt; /system TEXT-OR-FILE adds something"));
            return;
        }
        session.system(AskOptions.systemText(text, surroundings));
        say("changed, a new conversation");
    }

    private static String quoted(String file) {
        return file.matches("[\\w./+-]+") ? file : "'" + file.replace("'", "'\\''") + "'";
    }

    private void mode(String name) {
        if (name.isEmpty()) {
            say(lowerCased(session.mode()));
            return;
        }
        Mode mode = Arrays.stream(Mode.values())
                .filter(each -> lowerCased(each).equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        new UsageException("there is no mode " + name + "; the modes are direct, think and code"));
        session.mode(mode);
        say(lowerCased(mode));
    }

    private static String lowerCased(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private void documents(String file) {
        if (file.startsWith("remove ")) {
            session.remove(file.substring("remove ".length()).strip());
        } else if (!file.isEmpty()) {
            session.documents().add(file);
        }
        Map<String, String> texts = session.texts();
        if (texts.isEmpty()) {
            say("no documents; /documents FILE attaches one");
        }
        texts.forEach((name, text) -> say("%s, %,d characters".formatted(name, text.codePointCount(0, text.length()))));
    }

    private void run(String code) {
        TerminalRenderer renderer = renderer();
        try {
            session.run(required(code, "/run sum(range(101))"), renderer.withoutCode());
        } finally {
            renderer.finish();
        }
    }

    private TerminalRenderer renderer() {
        return new TerminalRenderer(surface, surface, () -> SystemScreen.of(terminal));
    }

    private static void refuse(String argument, String word) {
        if (!argument.isEmpty()) {
            throw new UsageException(word + " takes nothing after it; did you mean to ask \"" + argument + "\"?");
        }
    }

    private static String required(String argument, String example) {
        if (argument.isEmpty()) {
            throw new UsageException("what? For example " + example);
        }
        return argument;
    }

    private void say(String line) {
        surface.line(Style.DIM, line);
    }
}
