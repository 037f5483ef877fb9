package io.github.jupan.cli.session;

import io.github.jupan.cli.models.ConfiguredModels;
import io.github.jupan.cli.models.ConfiguredModels.Chooser;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.options.StoreOption;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.sandbox.JupanException;
import io.github.jupan.sandbox.PrivateFolder;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.RequestException;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Session;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.store.SessionStore;
import io.github.jupan.server.store.StoreProvider;
import io.github.jupan.tools.ToolDefinition;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The user's sessions, which every command and every door shares, and the sandbox beneath them. They end
/// together.
///
/// @param models that end with them too; empty when somebody else ends them
/// @param note what the user should know: why the sessions are not kept
public record OpenSessions(Sessions sessions, Sandbox sandbox, Optional<ConfiguredModels> models, Optional<String> note)
        implements AutoCloseable {

    /// The user's own.
    private static final String OWN = "sessions.db";

    /// Those of clients that come over HTTP: what the user does at the terminal is none of theirs.
    private static final String SERVED = "served.db";

    /// For a server, whose clients choose models too, over the user's own sessions.
    ///
    /// @param store where they are, if not in the usual file
    /// @throws JupanException when the file that they are kept in cannot be used
    public static OpenSessions of(
            Surroundings surroundings, Setup setup, List<ToolDefinition> tools, StoreOption store) {
        return forClients(surroundings, setup, tools, store, OWN);
    }

    /// The same over sessions that only servers have, where a store does not hold both.
    ///
    /// @throws JupanException when the file that they are kept in cannot be used
    public static OpenSessions ofServer(
            Surroundings surroundings, Setup setup, List<ToolDefinition> tools, StoreOption store) {
        return forClients(surroundings, setup, tools, store, SERVED);
    }

    private static OpenSessions forClients(
            Surroundings surroundings, Setup setup, List<ToolDefinition> tools, StoreOption store, String file) {
        ConfiguredModels models = new ConfiguredModels(setup, surroundings, Chooser.CLIENT);
        OpenSessions open = kept(surroundings, models, tools, store.address(surroundings), file);
        return new OpenSessions(open.sessions(), open.sandbox(), Optional.of(models), open.note());
    }

    /// For the user at the terminal. When the file cannot be used, the sessions end with the process.
    public static OpenSessions keptIfPossible(
            Surroundings surroundings, ConfiguredModels models, List<ToolDefinition> tools) {
        try {
            return kept(surroundings, models, tools, StoreOption.ofEnvironment(surroundings), OWN);
        } catch (JupanException unusable) {
            return over(
                    surroundings.openSandbox(),
                    Optional.of(unusable.getMessage() + "; this session will not be kept"),
                    sandbox -> new Sessions(models, sandbox, tools, ServerLimits.DEFAULT));
        }
    }

    private static OpenSessions kept(
            Surroundings surroundings,
            ConfiguredModels models,
            List<ToolDefinition> tools,
            Optional<String> store,
            String file) {
        if (store.isPresent()) {
            return over(
                    surroundings.openSandbox(),
                    Optional.empty(),
                    sandbox -> new Sessions(models, sandbox, tools, ServerLimits.DEFAULT, openAt(store.get())));
        }
        var database = ownFolder(surroundings.stateFolder()).resolve(file);
        return over(
                surroundings.openSandbox(),
                Optional.empty(),
                sandbox -> new Sessions(models, sandbox, tools, ServerLimits.DEFAULT, database));
    }

    private static SessionStore openAt(String address) {
        try {
            return StoreProvider.openAt(address);
        } catch (IllegalArgumentException wrong) {
            throw new UsageException("--store " + address.replaceFirst("\\?.*", "") + ": " + wrong.getMessage());
        }
    }

    /// @throws RequestException when somebody else could have put a file there
    private static Path ownFolder(Path folder) {
        try {
            return PrivateFolder.create(folder);
        } catch (IOException refused) {
            throw new RequestException(
                    RequestException.Kind.USAGE,
                    "cannot keep sessions: " + refused.getMessage() + "; or set XDG_STATE_HOME to another folder");
        }
    }

    private static OpenSessions over(Sandbox sandbox, Optional<String> note, Function<Sandbox, Sessions> opener) {
        boolean open = false;
        try {
            Sessions sessions = opener.apply(sandbox);
            open = true;
            return new OpenSessions(sessions, sandbox, Optional.empty(), note);
        } finally {
            if (!open) {
                sandbox.close();
            }
        }
    }

    /// An earlier session, gone on with as it was.
    ///
    /// @param beginning of its id, or [SessionList#LAST]
    /// @param models what is given for the model on the command line is for the session's
    public Session resumed(String beginning, ConfiguredModels models) {
        SessionList list = new SessionList(sessions.list());
        String id = list.id(beginning);
        list.sessions().stream()
                .filter(summary -> summary.id().equals(id))
                .forEach(summary -> models.alsoFor(summary.model()));
        return sessions.find(id);
    }

    @Override
    public void close() {
        sessions.close();
        models.ifPresent(ConfiguredModels::close);
        sandbox.close();
    }
}
