package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.RequestException;
import io.github.jupan.server.Session;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What one connected client has: its sessions, by the names it gave them or those that it was given.
public final class Client implements AutoCloseable {

    private final Sessions sessions;
    private final Reach own;
    private final SessionOptions options;
    private final Map<String, NamedSession> named = new LinkedHashMap<>();
    private final Map<String, Instant> used = new HashMap<>();
    private final Set<String> allowed = ConcurrentHashMap.newKeySet();
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private boolean closed;

    public Client(Sessions sessions, SessionOptions options) {
        this.sessions = sessions;
        this.own = new Reach.Own(sessions);
        this.options = options;
    }

    /// The session of this name, opened when there is none yet.
    ///
    /// @param model the one to open it with; the default when empty
    /// @throws RequestException when it speaks with another model already, there is no such model, or it cannot be
    ///     opened
    synchronized NamedSession session(String name, Optional<String> model) {
        NamedSession open = named.get(name);
        return open == null ? add(new NamedSession(name, open(model))) : speakingWith(open, model);
    }

    /// A new session, under a name that nobody can guess.
    ///
    /// @throws RequestException when it cannot be opened
    synchronized NamedSession begin(Optional<String> model) {
        return add(new NamedSession("s-" + UUID.randomUUID(), open(model)));
    }

    /// A session that was begun.
    ///
    /// @throws RequestException when it speaks with another model, or there is none of this name any more
    synchronized NamedSession find(String name, Optional<String> model) {
        NamedSession open = named.get(name);
        if (open == null) {
            throw new RequestException(
                    RequestException.Kind.NO_SESSION,
                    "there is no session " + name + "; leave session out to begin one, and use the name in the result");
        }
        return speakingWith(open, model);
    }

    private NamedSession speakingWith(NamedSession open, Optional<String> model) {
        if (model.isPresent() && !isOf(open, model.get())) {
            throw new RequestException(
                    RequestException.Kind.USAGE,
                    "session " + open.name() + " speaks with " + open.session().model()
                            + "; name another session to ask " + model.get());
        }
        used.put(open.name(), Instant.now());
        return open;
    }

    /// @throws RequestException when there is no such model
    private boolean isOf(NamedSession open, String model) {
        String own = open.session().model();
        return model.equals(own) || sessions.model(options.withModel(model)).equals(own);
    }

    private NamedSession add(NamedSession session) {
        named.put(session.name(), session);
        used.put(session.name(), Instant.now());
        return session;
    }

    /// Closes the sessions that were not named for so long.
    synchronized void forget(Duration idle) {
        Instant last = Instant.now().minus(idle);
        List.copyOf(named.values()).stream()
                .filter(each -> used.getOrDefault(each.name(), Instant.MIN).isBefore(last))
                .forEach(each -> {
                    named.remove(each.name());
                    used.remove(each.name());
                    allowed.remove(each.name());
                    close(each);
                });
    }

    /// The user lets everything run in a session that is open.
    void allow(String session) {
        allowed.add(session);
    }

    boolean isAllowed(String session) {
        return allowed.contains(session);
    }

    /// A session for one call alone: nothing that other calls did can change what it computes.
    NamedSession scratch() {
        return new NamedSession("", open(Optional.empty()));
    }

    private synchronized Session open(Optional<String> model) {
        if (closed) {
            throw new RequestException(RequestException.Kind.CLOSING, "this client's session has ended");
        }
        return own.open(model.map(options::withModel).orElse(options));
    }

    void close(NamedSession session) {
        try {
            own.close(session.session().id());
        } catch (RequestException gone) {
            // The server, or another door, was quicker.
        }
    }

    /// A document of a session that is open.
    ///
    /// @throws RequestException when there is none of this name
    String document(String session, String name) {
        Map<String, String> documents = documents(session);
        String text = documents.get(name);
        if (text == null) {
            throw new RequestException(
                    RequestException.Kind.USAGE,
                    "session " + session + " has no document " + name + "; it has "
                            + (documents.isEmpty() ? "none" : String.join(", ", documents.keySet())));
        }
        return text;
    }

    /// The documents of a session, by name; none when there is no such session.
    Map<String, String> documents(String session) {
        NamedSession open;
        synchronized (this) {
            open = named.get(session);
        }
        return open == null ? Map.of() : open.session().documents();
    }

    synchronized List<NamedSession> named() {
        return List.copyOf(named.values());
    }

    /// Has a listener told when a session gets a document of a new name.
    ///
    /// @return ends that
    Listening onNewDocuments(Runnable listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Until it is closed.
    interface Listening extends AutoCloseable {
        @Override
        void close();
    }

    void newDocuments() {
        listeners.forEach(Runnable::run);
    }

    int messageBytes() {
        return sessions.limits().messageBytes();
    }

    /// Closes the sessions, and so ends what runs.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            named.clear();
        }
        own.close();
    }
}
