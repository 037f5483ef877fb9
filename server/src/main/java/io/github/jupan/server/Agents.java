package io.github.jupan.server;

import io.github.jupan.agent.Agent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Agents for requests that belong to no session, by their options: what one has learned of its model's ways lasts.
final class Agents {

    private static final int MOST = 64;

    private final ModelSource models;
    private final BiFunction<SessionOptions, ModelSource.Opened, Agent> builder;
    private final Map<SessionOptions, Named> agents = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionOptions, Named> eldest) {
            return size() > MOST;
        }
    };

    /// @param model its model's name in full
    record Named(String model, Agent agent) {}

    Agents(ModelSource models, BiFunction<SessionOptions, ModelSource.Opened, Agent> builder) {
        this.models = models;
        this.builder = builder;
    }

    /// @throws RequestException when the model cannot be opened
    Named of(SessionOptions options) {
        Named known = known(options);
        if (known != null) {
            return known;
        }
        ModelSource.Opened opened = models.open(options.model(), options.settings());
        Named made = new Named(opened.name(), builder.apply(options, opened));
        synchronized (agents) {
            Named meanwhile = agents.putIfAbsent(options, made);
            return meanwhile == null ? made : meanwhile;
        }
    }

    private @Nullable Named known(SessionOptions options) {
        synchronized (agents) {
            return agents.get(options);
        }
    }
}
