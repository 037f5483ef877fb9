package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.RequestException;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.Reach;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// What one connected client has: its sessions, by the names it gave them, and its calls in progress.
public final class Client implements AutoCloseable {

    private final Sessions sessions;
    private final Reach own;
    private final SessionOptions options;
    private final Map<String, NamedSession> named = new LinkedHashMap<>();
    private final Map<Object, Call> calls = new ConcurrentHashMap<>();

    /// The call that came last, by its session's name.
    private final Map<String, Call> last = new HashMap<>();

    private final Set<Object> unwanted = ConcurrentHashMap.newKeySet();
    private boolean closed;

    public Client(Sessions sessions, SessionOptions options) {
        this.sessions = sessions;
        this.own = new Reach.Own(sessions);
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
            open = new NamedSession(name, own.open(withModel(model)));
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
        return new NamedSession("", own.open(withModel(Optional.empty())));
    }

    void close(NamedSession session) {
        try {
            own.close(session.session().id());
        } catch (RequestException gone) {
            // The server, or another door, was quicker.
        }
    }

    private SessionOptions withModel(Optional<String> model) {
        return model.map(options::withModel).orElse(options);
    }

    /// A document of a session that is open.
    ///
    /// @throws RequestException when there is none of this name
    synchronized String document(String session, String name) {
        NamedSession open = named.get(session);
        Map<String, String> documents = open == null ? Map.of() : open.session().documents();
        String text = documents.get(name);
        if (text == null) {
            throw new RequestException(
                    RequestException.Kind.USAGE,
                    "session " + session + " has no document " + name + "; it has "
                            + (documents.isEmpty() ? "none" : String.join(", ", documents.keySet())));
        }
        return text;
    }

    int messageBytes() {
        return sessions.limits().messageBytes();
    }

    /// Begins a call, which [#cancel] finds by its request's id until [#end]. Its turn in its session comes after those
    /// of all that began earlier.
    ///
    /// @param parameters of the request
    Call begin(Object request, @Nullable Object parameters) {
        Optional<String> session = Arguments.sessionIn(parameters);
        Call call;
        synchronized (last) {
            call = new Call(session.map(last::get).map(Call::ended).orElse(CompletableFuture.completedFuture(null)));
            session.ifPresent(name -> last.put(name, call));
        }
        calls.put(request, call);
        return call;
    }

    void end(Object request, Call call) {
        calls.remove(request, call);
        unwanted.remove(request);
        call.end();
        synchronized (last) {
            last.values().removeIf(each -> each.ended().isDone());
        }
    }

    /// Cancels a call, whose result the client then no longer wants.
    void cancel(Object request) {
        calls.computeIfPresent(request, (id, call) -> {
            unwanted.add(id);
            call.cancel();
            return call;
        });
    }

    boolean wants(Object request) {
        return !unwanted.contains(request);
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
        synchronized (this) {
            closed = true;
            named.clear();
        }
        own.close();
    }
}
