package io.github.jupan.server;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.tools.ToolDefinition;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes agents of what a session or a request may say. Those of requests that belong to no session are kept, by their
/// options: what one has learned of its model's ways lasts.
final class Agents {

    private static final int MOST = 64;

    private final ModelSource models;
    private final Sandbox sandbox;
    private final List<ToolDefinition> tools;
    private final AgentListener listener;
    private final Map<SessionOptions, Named> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SessionOptions, Named> eldest) {
            return size() > MOST;
        }
    };

    /// @param model its model's name in full
    /// @param settings what holds for it
    record Named(String model, Agent agent, Settings settings) {}

    /// @param tools what every agent's model, and its Python, may call
    Agents(ModelSource models, Sandbox sandbox, List<ToolDefinition> tools, AgentListener listener) {
        this.models = models;
        this.sandbox = sandbox;
        this.tools = tools;
        this.listener = listener;
    }

    /// The one for requests of these options.
    ///
    /// @throws RequestException when the model cannot be opened
    Named of(SessionOptions options) {
        Named known = known(options);
        if (known != null) {
            return known;
        }
        ModelSource.Opened opened = open(options);
        Named made = new Named(
                opened.name(),
                make(options, opened, List.of()),
                options.settings().holding(opened));
        synchronized (kept) {
            Named meanwhile = kept.putIfAbsent(options, made);
            return meanwhile == null ? made : meanwhile;
        }
    }

    private @Nullable Named known(SessionOptions options) {
        synchronized (kept) {
            return kept.get(options);
        }
    }

    /// A new one, for a session.
    ///
    /// @param added tools that this session alone has
    /// @throws RequestException when the model cannot be opened
    Agent make(SessionOptions options, List<ToolDefinition> added) {
        return make(options, open(options), added);
    }

    private Agent make(SessionOptions options, ModelSource.Opened model, List<ToolDefinition> added) {
        return options.settings()
                .agent(model)
                .sandbox(sandbox)
                .mode(options.mode())
                .limits(options.limits())
                .tools(Stream.concat(tools.stream(), added.stream()).toArray())
                .listener(listener)
                .build();
    }

    /// How many tokens of a conversation a model is sent at most.
    long contextTokens(SessionOptions options) {
        return options.settings().budget(open(options)).contextTokens();
    }

    private ModelSource.Opened open(SessionOptions options) {
        return models.open(options.model(), options.settings());
    }
}
