package io.github.jupan.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.agent.Agent;
import io.github.jupan.agent.AgentListener;
import io.github.jupan.agent.Conversation;
import io.github.jupan.agent.EventJson;
import io.github.jupan.agent.Outcome;
import io.github.jupan.agent.Question;
import io.github.jupan.sandbox.Execution;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;

/// A conversation that a client can name. One thread at a time asks, runs or binds, another is refused with
/// [RequestException.Kind#BUSY]; [#cancel()] and [#history()] may come from any.
public final class Session {

    private final String id;
    private final String model;
    private final Agent agent;
    private final Conversation conversation;
    private final Semaphore alone = new Semaphore(1);
    private final Instant created = Instant.now();
    private final List<ObjectNode> history = new ArrayList<>();

    Session(String id, String model, Agent agent) {
        this.id = id;
        this.model = model;
        this.agent = agent;
        this.conversation = agent.open();
    }

    public String id() {
        return id;
    }

    /// The model's name in full.
    public String model() {
        return model;
    }

    /// Asks, and blocks until the outcome is there.
    ///
    /// @param listener hears every event, each after it has been kept
    /// @throws RequestException when the session is busy or the server is
    /// @throws io.github.jupan.agent.ModelException when the model cannot be reached or refuses
    /// @throws io.github.jupan.sandbox.SandboxException when no code can be run on this machine
    /// @throws IllegalArgumentException when the documents are larger than the limits allow
    public Outcome ask(Question question, AgentListener listener) {
        return alone(() -> conversation.ask(question, kept(listener)));
    }

    /// Runs a snippet of the client's own in the session's interpreter. The model is not told of it.
    ///
    /// @throws RequestException as [#ask]
    public Execution run(String code, AgentListener listener) {
        return alone(() -> conversation.run(code, kept(listener)));
    }

    /// Attaches documents; one of the same name takes the place of the other.
    ///
    /// @throws RequestException as [#ask]
    public void bind(Map<String, String> documents) {
        alone(() -> {
            conversation.attach(documents);
            return documents;
        });
    }

    /// The documents so far, by name.
    public Map<String, String> documents() {
        return conversation.documents();
    }

    /// Ends the question or run in progress, if there is one.
    public void cancel() {
        conversation.cancel();
    }

    /// Every event so far, as `docs/events.md` has them.
    public synchronized List<ObjectNode> history() {
        return List.copyOf(history);
    }

    SessionSummary summary() {
        return new SessionSummary(id, model, "", 0, created, created);
    }

    void close() {
        conversation.close();
        agent.close();
    }

    private AgentListener kept(AgentListener listener) {
        return event -> {
            synchronized (this) {
                history.add(EventJson.of(event));
            }
            listener.onEvent(event);
        };
    }

    private <T> T alone(java.util.function.Supplier<T> work) {
        if (!alone.tryAcquire()) {
            throw new RequestException(RequestException.Kind.BUSY, "this session is busy; wait, or cancel first");
        }
        try {
            return work.get();
        } finally {
            alone.release();
        }
    }
}
