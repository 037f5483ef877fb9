package io.github.jupan.cli.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.options.StoreOption;
import io.github.jupan.cli.terminal.Called;
import io.github.jupan.cli.terminal.ProgramVersion;
import io.github.jupan.cli.terminal.Style;
import io.github.jupan.cli.terminal.Surface;
import io.github.jupan.cli.terminal.Surfaces;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.server.Sessions;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// What was asked before, at the terminal or by way of a server.
@Command(
        name = "sessions",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "[COMMAND]",
        description = {
            "Lists the sessions that are kept, the last used first.",
            "",
            "jupan --resume ID takes one up again. The beginning of an ID will do, here too; last is the one used"
                    + " last.",
            ""
        },
        footer = {"", "jupan sessions export 3f2a talk.jsonl"})
public final class SessionsCommand implements Runnable {

    private final Surroundings surroundings;

    @Mixin
    private final StoreOption store = new StoreOption();

    public SessionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        with(sessions -> {
            List<String> lines = new SessionList(sessions.list()).lines();
            say(lines.isEmpty() ? "no sessions yet; " + Called.name() + " begins one" : String.join("\n", lines));
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "Writes a session's events, which jupan replay runs again.")
    void export(
            @Parameters(paramLabel = "ID", description = "The session's id, or its beginning.") String id,
            @Parameters(paramLabel = "FILE", arity = "0..1", description = "Default: standard output.") @Nullable
                    String file) {
        with(sessions -> {
            List<ObjectNode> events = sessions.history(new SessionList(sessions.list()).id(id));
            if (file == null) {
                events.forEach(event -> surroundings.out().print(event + "\n"));
            } else {
                say(JournalFile.write(file, events) + " events written to " + file);
            }
        });
    }

    @Command(mixinStandardHelpOptions = true, description = "Forgets a session and its documents.")
    void remove(@Parameters(paramLabel = "ID", description = "The session's id, or its beginning.") String id) {
        with(sessions -> {
            String whole = new SessionList(sessions.list()).id(id);
            sessions.close(whole);
            say("removed " + whole);
        });
    }

    private void with(Consumer<Sessions> work) {
        try (OpenSessions open = OpenSessions.of(surroundings, Setup.withoutModels(), List.of(), store)) {
            work.accept(open.sessions());
        }
    }

    private void say(String line) {
        Surface out = Surfaces.of(surroundings).out();
        out.line(Style.PLAIN, line);
        out.flush();
    }
}
