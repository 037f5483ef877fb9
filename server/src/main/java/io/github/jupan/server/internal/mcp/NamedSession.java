package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.Session;

/// A session under the name that a client gave it.
record NamedSession(String name, Session session) {}
