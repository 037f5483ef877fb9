package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.RequestException;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// What one connected client has: its sessions, by the names it gave them, and its calls in progress.
public final class Client implements AutoCloseable {

    private final Sessions sessions;
    private final SessionOptions options;
    private final Map<String, NamedSession> named = new LinkedHashMap<>();
    private final Map<Object, Call> calls = new ConcurrentHashMap<>();
    private boolean closed;

    public Client(Sessions sessions, SessionOptions options) {
        this.sessions = sessions;
        this.options = options;
    }

    /// The session of this name, opened when there is none yet.
    ///
    /// @param model the one to open it with; the default when empty
    /// @throws RequestException when it speaks with another model already, or cannot be opened
    synchronized NamedSession session(String name, Optional<String> model) {
        if (closed) {
            throw new RequestException(RequestException.Kind.CLOSING, "this client's session has ended");
        }
        NamedSession open = named.get(name);
        if (open == null) {
            open = new NamedSession(name, sessions.open(withModel(model)));
            named.put(name, open);
        } else if (model.isPresent() && !model.get().equals(open.session().model())) {
            throw new RequestException(
                    RequestException.Kind.USAGE,
                    "session " + name + " speaks with " + open.session().model() + "; name another session to ask "
                            + model.get());
        }
        return open;
    }

    /// A session for one call alone: nothing that other calls did can change what it computes.
    NamedSession scratch() {
        return new NamedSession("", sessions.open(withModel(Optional.empty())));
    }

    void close(NamedSession scratch) {
        sessions.close(scratch.session().id());
    }

    private SessionOptions withModel(Optional<String> model) {
        return model.isEmpty() ? options : new SessionOptions(model, options.mode(), options.limits());
    }

    synchronized List<NamedSession> sessions() {
        return List.copyOf(named.values());
    }

    int messageBytes() {
        return sessions.limits().messageBytes();
    }

    /// Begins a call, which [#cancel] finds by its request's id until [#end].
    Call begin(Object request) {
        Call call = new Call();
        calls.put(request, call);
        return call;
    }

    void end(Object request) {
        calls.remove(request);
    }

    void cancel(Object request) {
        Call call = calls.get(request);
        if (call != null) {
            call.cancel();
        }
    }

    boolean hasCancelled(Object request) {
        Call call = calls.get(request);
        return call != null && call.isCancelled();
    }

    boolean isWorking() {
        return !calls.isEmpty();
    }

    void cancelAll() {
        calls.values().forEach(Call::cancel);
    }

    /// Cancels what runs and closes the sessions.
    @Override
    public void close() {
        cancelAll();
        List<NamedSession> open;
        synchronized (this) {
            closed = true;
            open = sessions();
            named.clear();
        }
        open.forEach(each -> sessions.close(each.session().id()));
    }
}
