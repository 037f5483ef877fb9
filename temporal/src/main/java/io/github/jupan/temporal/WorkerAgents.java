package io.github.jupan.temporal;

import io.github.jupan.practice.AgentSource;
import io.github.jupan.server.SessionOptions;

/// The agents that a worker has for attempts: with its own addresses and keys, and else as the practice wants them.
@FunctionalInterface
public interface WorkerAgents {

    /// @param options name a model
    /// @throws io.github.jupan.server.RequestException where this worker has no such model
    AgentSource of(SessionOptions options);
}
