package io.github.jupan.server.internal.peer;

/// Where a client's messages go. Every call may wait for the client to read; none throws when it has gone.
public interface Outlet {

    void answer(String message);

    void notification(String message);

    /// Whether the client gets to see more than answers.
    default boolean takesMore() {
        return true;
    }

    /// Waits until there is room: an answer that nobody would take is not computed.
    default void awaitRoom() {}
}
