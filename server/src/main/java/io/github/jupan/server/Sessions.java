package io.github.jupan.server;

import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentEvent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Budget;
import io.github.jupan.sandbox.Binding;
import io.github.jupan.sandbox.Execution;
import io.github.jupan.sandbox.Interpreter;
import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.Sandbox;
import io.github.jupan.tools.ToolDefinition;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// All conversations of a server, by id: the core that every door shares. Safe for use by many threads.
public final class Sessions implements AutoCloseable {

    private final ModelSource models;
    private final Sandbox sandbox;
    private final List<ToolDefinition> tools;
    private final ServerLimits limits;
    private final Listeners listeners = new Listeners();
    private final Map<String, Session> open = new ConcurrentHashMap<>();

    /// @param sandbox where code runs; the caller keeps it and closes it
    /// @param tools what every session's model, and its Python, may call
    public Sessions(ModelSource models, Sandbox sandbox, List<ToolDefinition> tools, ServerLimits limits) {
        this.models = models;
        this.sandbox = sandbox;
        this.tools = List.copyOf(tools);
        this.limits = limits;
    }

    /// Adds somebody who hears every event of every session opened from now on, and of runs outside of any.
    public void addListener(AgentListener listener) {
        listeners.add(listener);
    }

    public ModelSource models() {
        return models;
    }

    public ServerLimits limits() {
        return limits;
    }

    /// Opens a session.
    ///
    /// @throws RequestException when its model cannot be opened or the server is full
    public Session open(SessionOptions options) {
        ModelSource.Opened model = models.open(options.model());
        Agent agent = Agent.builder(model.model())
                .sandbox(sandbox)
                .mode(options.mode())
                .limits(options.limits())
                .budget(Budget.DEFAULT)
                .dialect(model.dialect())
                .tools(tools.toArray())
                .listener(listeners)
                .build();
        Session session = new Session(UUID.randomUUID().toString(), model.name(), agent);
        open.put(session.id(), session);
        return session;
    }

    /// The session of this id, taken up again where an earlier process left it.
    ///
    /// @throws RequestException when there is none
    public Session find(String id) {
        Session session = open.get(id);
        if (session == null) {
            throw new RequestException(RequestException.Kind.NO_SESSION, "there is no session " + id);
        }
        return session;
    }

    /// All sessions, the last used first.
    public List<SessionSummary> list() {
        return open.values().stream().map(Session::summary).toList();
    }

    /// Cancels what the session is doing and forgets it, its history too.
    ///
    /// @throws RequestException when there is no such session
    public void close(String id) {
        Session session = find(id);
        open.remove(id);
        session.close();
    }

    /// Runs a snippet outside of any session, in a fresh interpreter, and blocks until it has ended.
    ///
    /// @param texts bound in Python as `documents`
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalArgumentException when the texts are larger than the limits allow
    public Execution run(String code, Map<String, String> texts, Limits bounds, OutputListener listener) {
        try (Interpreter python = sandbox.open(bounds)) {
            python.bind("documents", new Binding.TextMap(texts));
            AgentListener heard = listeners.forQuestion();
            heard.onEvent(new AgentEvent.RunStarted(1, code));
            Execution execution = python.run(code, listener);
            heard.onEvent(new AgentEvent.RunEnded(1, execution));
            return execution;
        }
    }

    /// Whether new work would be taken.
    public boolean isReady() {
        return true;
    }

    /// Lets what runs finish within [ServerLimits#shutdown()], then cancels it.
    @Override
    public void close() {
        open.values().forEach(Session::close);
        open.clear();
    }
}
