package io.github.jupan.cli.session;

import io.github.jupan.cli.models.ConfiguredModels;
import io.github.jupan.cli.options.Documents;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.terminal.Called;
import io.github.jupan.cli.terminal.ExitCode;
import io.github.jupan.cli.terminal.Failure;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.SafeStream;
import io.github.jupan.cli.terminal.StandardStream;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.StyledText;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.SystemScreen;
import io.github.jupan.models.OfflineModel;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.tools.ToolDefinition;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/// The session at the terminal: reads a line, asks it or obeys it, until Ctrl-D.
public final class Repl {

    private final Surroundings surroundings;
    private final Terminal terminal;
    private final Surface surface;
    private final ReplSession session;
    private final TypedLines typed;
    private final PrintStream notes;
    private final ReplWork work;
    private volatile boolean working;

    /// What a session begins with.
    ///
    /// @param files to attach
    /// @param resume the session to go on with, by the beginning of its id
    /// @param asksPermission before each program
    public record Beginning(
            List<String> files, List<ToolDefinition> tools, Optional<String> resume, boolean asksPermission) {
        public static final Beginning NEW = new Beginning(List.of(), List.of(), Optional.empty(), false);
    }

    private Repl(
            Surroundings surroundings,
            Terminal terminal,
            Surface surface,
            PrintStream notes,
            ReplSession session,
            Permission permission,
            String ahead) {
        this.surroundings = surroundings;
        this.terminal = terminal;
        this.surface = surface;
        this.notes = notes;
        this.session = session;
        this.typed = new TypedLines(
                terminal, surroundings.stateFolder().resolve("history"), surroundings.environment(), ahead);
        this.work = new ReplWork(surroundings, terminal, surface, notes, session, typed, permission);
    }

    public static ExitCode start(Surroundings surroundings, Setup setup, Beginning beginning) throws IOException {
        String ahead = TypedLines.ahead(surroundings.in());
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .encoding(StandardCharsets.UTF_8)
                .providers("jni,ffm,exec")
                .build()) {
            converse(surroundings, setup, beginning, terminal, ahead);
        }
        return ExitCode.DONE;
    }

    /// @param ahead typed before there was a prompt
    public static void converse(
            Surroundings surroundings, Setup setup, Beginning beginning, Terminal terminal, String ahead) {
        Documents documents = new Documents(surroundings.err()).addAll(beginning.files());
        SessionOptions options = setup.options().withModel(setup.model());
        try (ConfiguredModels models = new ConfiguredModels(setup, surroundings, ConfiguredModels.Chooser.USER);
                ReplSession session = new ReplSession(
                        () -> OpenSessions.keptIfPossible(surroundings, models, beginning.tools()),
                        models,
                        options,
                        documents)) {
            beginning.resume().ifPresent(session::resumeAsGiven);
            PrintStream out = new PrintStream(terminal.output(), false, StandardCharsets.UTF_8);
            Surface surface = new Surface(
                    out, Surfaces.abilities(surroundings, StandardStream.OUT), () -> SystemScreen.of(terminal));
            Repl repl = new Repl(
                    surroundings,
                    terminal,
                    surface,
                    new SafeStream(out),
                    session,
                    new Permission(terminal, surface, !beginning.asksPermission()),
                    ahead);
            repl.greet(setup);
            if (beginning.resume().isPresent()) {
                repl.work.sayResumed();
            }
            repl.loop();
        }
    }

    private void greet(Setup setup) {
        surface.line(List.of(
                new StyledText(Style.BOLD, "jupan " + ProgramVersion.number()),
                new StyledText(Style.DIM, " · " + session.model() + " · /help lists the commands, Ctrl-D quits")));
        setup.notes().forEach(note -> surface.line(Style.DIM, note));
        if (setup.model().equals(OfflineModel.NAME) && setup.notes().isEmpty() && isWithoutModels()) {
            surface.line(
                    Style.DIM,
                    Called.in("no language model yet: jupan models pull qwen2.5-coder-1.5b brings one that runs here"));
        }
        surface.flush();
    }

    private boolean isWithoutModels() {
        try {
            return surroundings.weights().list().isEmpty();
        } catch (IOException unreadable) {
            return false;
        }
    }

    private void loop() {
        terminal.handle(Terminal.Signal.INT, signal -> session.cancel());
        terminal.handle(Terminal.Signal.CONT, signal -> {
            if (working) {
                typed.quiet();
            }
        });
        String prompt = surface.can(Surface.Ability.COLOUR)
                ? Style.ACCENT.on() + "jupan>" + Style.ACCENT.off() + " "
                : "jupan> ";
        while (true) {
            try {
                String input =
                        ReplParser.joined(typed.read(prompt, work.waiting())).strip();
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
        Attributes before = typed.quiet();
        working = true;
        try {
            if (input.startsWith("/")) {
                return work.command(input);
            }
            Optional<ReplCommand> bare = ReplCommand.bare(input);
            if (bare.isPresent()) {
                return work.command(bare.get().word());
            }
            work.ask(input);
            session.note().ifPresent(note -> surface.line(Style.WARNING, note));
        } catch (RuntimeException failure) {
            if (surroundings.variable("JUPAN_DEBUG") != null) {
                failure.printStackTrace(notes);
            }
            surface.line(Style.ERROR, Failure.of(failure).message());
        } finally {
            working = false;
            terminal.setAttributes(before);
            surface.flush();
        }
        return true;
    }
}
