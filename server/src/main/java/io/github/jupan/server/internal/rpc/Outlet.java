package io.github.jupan.server.internal.rpc;

/// Where a client's messages go. Either call may wait for the client to read; neither throws when it has gone.
public interface Outlet {

    void answer(String message);

    void notification(String message);
}
