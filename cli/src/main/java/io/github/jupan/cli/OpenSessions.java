package io.github.jupan.cli;

import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Sessions;
import io.github.jupan.tools.ToolDefinition;
import java.util.List;

/// The sessions of a server and the sandbox beneath them, which end together.
record OpenSessions(Sessions sessions, Sandbox sandbox) implements AutoCloseable {

    static OpenSessions of(Surroundings surroundings, ModelChoice choice, List<ToolDefinition> tools) {
        Sandbox sandbox = surroundings.openSandbox();
        return new OpenSessions(
                new Sessions(new ConfiguredModels(choice, surroundings), sandbox, tools, ServerLimits.DEFAULT),
                sandbox);
    }

    @Override
    public void close() {
        sessions.close();
        sandbox.close();
    }
}
