package io.github.jupan.cli.session;

import io.github.jupan.agent.Mode;
import io.github.jupan.agent.Outcome;
import io.github.jupan.cli.models.ConfiguredModels;
import io.github.jupan.cli.options.Documents;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.render.OutcomeText;
import io.github.jupan.cli.render.TerminalRenderer;
import io.github.jupan.cli.render.TokenText;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Failure;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.SafeStream;
import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.SystemScreen;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.models.Models;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.models.Tokens;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.tools.ToolDefinition;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// The session at the terminal: reads a line, asks it or obeys it, until Ctrl-D.
public final class Repl {

    private final Surroundings surroundings;
    private final Terminal terminal;
    private final Surface surface;
    private final ReplSession session;
    private final LineReader reader;
    private final PrintStream notes;

    private Repl(
            Surroundings surroundings, Terminal terminal, Surface surface, PrintStream notes, ReplSession session) {
        this.surroundings = surroundings;
        this.terminal = terminal;
        this.surface = surface;
        this.notes = notes;
        this.session = session;
        this.reader = reader(terminal, surroundings.stateFolder().resolve("history"));
    }

    /// @param resume the session to go on with, by the beginning of its id
    public static ExitCode start(
            Surroundings surroundings,
            Setup setup,
            List<String> files,
            List<ToolDefinition> tools,
            Optional<String> resume)
            throws IOException {
        Documents documents = new Documents(surroundings.err()).addAll(files);
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .encoding(StandardCharsets.UTF_8)
                .providers("jni,ffm,exec")
                .build()) {
            converse(surroundings, setup, documents, tools, resume, terminal);
        }
        return ExitCode.DONE;
    }

    public static void converse(
            Surroundings surroundings,
            Setup setup,
            Documents documents,
            List<ToolDefinition> tools,
            Optional<String> resume,
            Terminal terminal) {
        SessionOptions options = setup.options().withModel(setup.model());
        try (ConfiguredModels models = new ConfiguredModels(setup, surroundings, ConfiguredModels.Chooser.USER);
                ReplSession session = new ReplSession(
                        () -> OpenSessions.keptIfPossible(surroundings, models, tools), models, options, documents)) {
            resume.ifPresent(session::resumeAsGiven);
            PrintStream out = new PrintStream(terminal.output(), false, StandardCharsets.UTF_8);
            Surface surface = new Surface(
                    out, Surfaces.abilities(surroundings, StandardStream.OUT), () -> SystemScreen.of(terminal));
            Repl repl = new Repl(surroundings, terminal, surface, new SafeStream(out), session);
            repl.greet(setup);
            if (resume.isPresent()) {
                repl.sayResumed();
            }
            repl.loop();
        }
    }

    private static LineReader reader(Terminal terminal, Path history) {
        return LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("jupan")
                .parser(new ReplParser())
                .completer(new ReplCompleter())
                .variable(LineReader.HISTORY_FILE, history)
                .variable(LineReader.SECONDARY_PROMPT_PATTERN, "     … ")
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .option(LineReader.Option.HISTORY_TIMESTAMPED, false)
                .build();
    }

    private void greet(Setup setup) {
        surface.write(Style.BOLD, "jupan " + ProgramVersion.number());
        surface.write(Style.DIM, " · " + session.model() + " · /help lists the commands, Ctrl-D quits\n");
        setup.notes().forEach(note -> surface.line(Style.DIM, note));
        if (setup.model().equals(OfflineModel.NAME) && setup.notes().isEmpty()) {
            surface.line(
                    Style.DIM,
                    "no language model yet: ./jupan models pull qwen2.5-coder-1.5b brings one that runs here");
        }
        surface.flush();
    }

    private void loop() {
        terminal.handle(Terminal.Signal.INT, signal -> session.cancel());
        String prompt = surface.can(Surface.Ability.COLOUR)
                ? Style.ACCENT.on() + "jupan>" + Style.ACCENT.off() + " "
                : "jupan> ";
        while (true) {
            try {
                String input = ReplParser.joined(reader.readLine(prompt)).strip();
                if (!input.isEmpty() && !obey(input)) {
                    return;
                }
            } catch (UserInterruptException interrupted) {
                if (interrupted.getPartialLine().isEmpty()) {
                    surface.line(Style.DIM, "Ctrl-D quits");
                    surface.flush();
                }
            } catch (EndOfFileException end) {
                return;
            }
        }
    }

    /// Does what was typed; false when the session is over. A failure is one line, and the session goes on.
    private boolean obey(String input) {
        boolean echo = terminal.echo(false);
        try {
            if (input.startsWith("/")) {
                return command(input);
            }
            ask(input);
            session.note().ifPresent(note -> surface.line(Style.WARNING, note));
        } catch (RuntimeException failure) {
            if (surroundings.variable("JUPAN_DEBUG") != null) {
                failure.printStackTrace(notes);
            }
            surface.line(Style.ERROR, Failure.of(failure).message());
        } finally {
            terminal.echo(echo);
            surface.flush();
        }
        return true;
    }

    private void ask(String text) {
        TerminalRenderer renderer = renderer();
        try {
            Outcome outcome = session.ask(text, renderer);
            renderer.finish();
            OutcomeText.missingAnswer(outcome).ifPresent(line -> surface.line(Style.WARNING, line));
        } finally {
            renderer.finish();
            surface.write(Style.PLAIN, "\n");
        }
    }

    private boolean command(String input) {
        String word = input.split("\\s", 2)[0];
        String argument = input.substring(word.length()).strip();
        Optional<ReplCommand> command = ReplCommand.of(word);
        if (command.isEmpty()) {
            throw new UsageException("there is no " + word + "; /help lists the commands");
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
                say(events + " events written to " + argument + "; jupan replay " + argument + " runs them again"
                        + again);
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
            case QUIT -> {
                refuse(argument, word);
                return false;
            }
        }
        return true;
    }

    private void sayResumed() {
        say("resumed, with " + session.model()
                + session.lastQuestion()
                        .map(last -> "; asked last: " + last.lines().findFirst().orElse(""))
                        .orElse(""));
        surface.flush();
    }

    private void help() {
        for (ReplCommand command : ReplCommand.values()) {
            String form = (command.word() + " " + command.argument()).strip();
            surface.write(Style.BOLD, "  %-26s".formatted(form));
            surface.write(Style.PLAIN, command.description() + "\n");
        }
        surface.line(Style.DIM, "  A line ending in \\ goes on, and so does an open ```. Ctrl-C stops a question.");
    }

    private void model(String name) {
        if (name.isEmpty()) {
            say(session.model());
            Models.reachable(surroundings.environment())
                    .forEach(model -> say("  %-10s %s%s"
                            .formatted(
                                    model.provider().word(),
                                    model.status(),
                                    model.advice().map(advice -> "; " + advice).orElse(""))));
        } else {
            ModelRequest request = ModelRequest.of(name);
            session.model(request).ifPresent(note -> surface.line(Style.WARNING, note));
            say(request.name() + ", a new conversation");
        }
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
        if (!file.isEmpty()) {
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
