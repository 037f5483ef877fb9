package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.Session;
import java.util.concurrent.locks.ReentrantLock;

/// A session under the name that a client gave it. Clients make calls side by side; those in one session take turns.
record NamedSession(String name, Session session, ReentrantLock turn) {

    NamedSession(String name, Session session) {
        this(name, session, new ReentrantLock(true));
    }
}
