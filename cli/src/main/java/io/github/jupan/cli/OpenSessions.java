package io.github.jupan.cli;

import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Sessions;
import java.util.List;

/// The sessions of a server, and the sandbox beneath them.
final class OpenSessions implements AutoCloseable {

    private final Sandbox sandbox;
    private final Sessions sessions;

    OpenSessions(ModelChoice choice, Surroundings surroundings) {
        sandbox = surroundings.openSandbox();
        sessions = new Sessions(new ConfiguredModels(choice, surroundings), sandbox, List.of(), ServerLimits.DEFAULT);
    }

    Sessions sessions() {
        return sessions;
    }

    @Override
    public void close() {
        sessions.close();
        sandbox.close();
    }
}
