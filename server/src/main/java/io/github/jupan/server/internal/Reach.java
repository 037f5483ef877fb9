package io.github.jupan.server.internal;

import io.github.jupan.server.RequestException;
import io.github.jupan.server.Session;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.SessionSummary;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.store.History;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The sessions that a client can name. Safe for use by many threads.
public sealed interface Reach extends AutoCloseable {

    /// @throws RequestException as [Sessions#open]
    Session open(SessionOptions options);

    /// @throws RequestException as [Sessions#find]
    Session find(String id);

    /// A session's line in a list, also when another process has it open.
    ///
    /// @throws RequestException as [Sessions#history]
    SessionSummary summary(String id);

    /// A part of a session's events, also when another process has it open.
    ///
    /// @throws RequestException as [Sessions#history]
    History history(String id, long from, int count);

    /// The last used first.
    List<SessionSummary> list();

    /// @throws RequestException as [Sessions#close(String)]
    void close(String id);

    /// The client has gone.
    @Override
    void close();

    /// All but the private ones of others.
    record All(Sessions sessions) implements Reach {

        @Override
        public Session open(SessionOptions options) {
            return sessions.open(options);
        }

        @Override
        public Session find(String id) {
            return sessions.find(id);
        }

        @Override
        public SessionSummary summary(String id) {
            return sessions.summary(id);
        }

        @Override
        public History history(String id, long from, int count) {
            return sessions.history(id, from, count);
        }

        @Override
        public List<SessionSummary> list() {
            return sessions.list();
        }

        @Override
        public void close(String id) {
            sessions.close(id);
        }

        @Override
        public void close() {
            // They are not the client's alone.
        }
    }

    /// Those alone that were opened here, which nobody else can name, and which end with the client.
    final class Own implements Reach {
        private final Sessions sessions;
        private final Map<String, Session> opened = new ConcurrentHashMap<>();
        private boolean closed;

        public Own(Sessions sessions) {
            this.sessions = sessions;
        }

        @Override
        public synchronized Session open(SessionOptions options) {
            if (closed) {
                throw new RequestException(RequestException.Kind.CLOSING, "this client has gone");
            }
            Session session = sessions.openPrivate(options);
            opened.put(session.id(), session);
            return session;
        }

        @Override
        public Session find(String id) {
            return Optional.ofNullable(opened.get(id)).orElseThrow(() -> none(id));
        }

        @Override
        public SessionSummary summary(String id) {
            return find(id).summary();
        }

        @Override
        public History history(String id, long from, int count) {
            return find(id).history(from, count);
        }

        @Override
        public List<SessionSummary> list() {
            return opened.values().stream()
                    .map(Session::summary)
                    .sorted(Comparator.comparing(SessionSummary::used).reversed())
                    .toList();
        }

        @Override
        public void close(String id) {
            Session session = opened.remove(id);
            if (session == null) {
                throw none(id);
            }
            sessions.close(session);
        }

        private static RequestException none(String id) {
            return new RequestException(RequestException.Kind.NO_SESSION, "there is no session " + id);
        }

        @Override
        public void close() {
            List<String> left;
            synchronized (this) {
                closed = true;
                left = List.copyOf(opened.keySet());
            }
            for (String id : left) {
                try {
                    close(id);
                } catch (RequestException gone) {
                    // The server, or a call that was still under way, was quicker.
                }
            }
        }
    }
}
