package io.github.jupan.cli.serve;

import io.github.jupan.cli.models.ConfiguredModels;
import io.github.jupan.cli.models.SeededAgents;
import io.github.jupan.cli.options.Setup;
import io.github.jupan.cli.options.TemporalOption;
import io.github.jupan.cli.terminal.Interrupts;
import io.github.jupan.cli.terminal.Surroundings;
import io.github.jupan.practice.AgentSource;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.temporal.TemporalServer;
import io.github.jupan.temporal.TemporalWorker;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A worker from its start to its end; apart from the command, so that who only looks at commands loads nothing of it.
final class Working {

    private Working() {}

    /// Works until a signal says to end.
    ///
    /// @param patience for what is under way then
    static void until(Surroundings surroundings, String on, int connections, Setup setup, Duration patience)
            throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        try (Interrupts _ = Interrupts.orTermination(asked::countDown);
                TemporalServer server = TemporalOption.connect(on);
                ConfiguredModels models = new ConfiguredModels(setup, surroundings, ConfiguredModels.Chooser.CLIENT);
                Sandbox sandbox = surroundings.openSandbox();
                TemporalWorker worker = TemporalWorker.start(
                        server, connections, options -> agents(models, options), models, sandbox)) {
            surroundings.err().println("jupan: works for " + server.address() + ", " + connections + " at a time");
            asked.await();
            surroundings.err().println("jupan: ends when what is under way has ended");
            worker.end(patience);
        }
    }

    /// Lessons come with the question, and none are added here.
    private static AgentSource agents(ConfiguredModels models, SessionOptions options) {
        SeededAgents agents = new SeededAgents(models, options, options.settings());
        return (seed, heard) -> agents.agent(seed, heard).lessons(question -> "");
    }
}
