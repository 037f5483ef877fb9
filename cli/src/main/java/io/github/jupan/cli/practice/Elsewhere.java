package io.github.jupan.cli.practice;

import io.github.jupan.cli.models.SeededAgents;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.options.TemporalOption;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.cli.terminal.UsageException;
import io.github.jupan.models.ModelName;
import io.github.jupan.practice.ModelSettings;
import io.github.jupan.practice.RolloutMaker;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Settings;
import io.github.jupan.temporal.TemporalRollouts;
import io.github.jupan.temporal.TemporalServer;
import java.util.Optional;

/// A practice whose attempts workers make, for a Temporal server. The model is not looked for on this machine, which
/// need not have it.
final class Elsewhere implements AutoCloseable {

    private final TemporalServer server;
    private final Surroundings surroundings;
    private final SessionOptions options;
    private final ModelSettings model;

    private Elsewhere(TemporalServer server, Surroundings surroundings, SessionOptions options, ModelSettings model) {
        this.server = server;
        this.surroundings = surroundings;
        this.options = options;
        this.model = model;
    }

    /// @throws UsageException when it cannot be
    static Elsewhere on(String address, Setup setup, SeededAgents agents, Surroundings surroundings) {
        if (setup.adapter().isPresent()) {
            throw new UsageException("--adapter is a file of this machine, and does not go with --on");
        }
        String name = ModelName.parse(setup.model()).toString();
        Settings settings = agents.settings();
        SessionOptions options = new SessionOptions(
                Optional.of(name), setup.options().mode(), setup.options().limits(), settings);
        return new Elsewhere(
                TemporalOption.connect(address),
                surroundings,
                options,
                new ModelSettings(
                        name,
                        settings.temperature(),
                        settings.topP(),
                        settings.maxTokens(),
                        settings.reasoningEffort(),
                        Optional.empty()));
    }

    /// What the attempts say of their model.
    ModelSettings model() {
        return model;
    }

    RolloutMaker maker() {
        return new TemporalRollouts(server, options, note -> surroundings.err().println("jupan: " + note));
    }

    @Override
    public void close() {
        server.close();
    }
}
