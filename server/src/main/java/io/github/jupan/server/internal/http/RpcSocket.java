package io.github.jupan.server.internal.http;

import java.nio.ByteBuffer;
import java.util.function.Function;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.jspecify.annotations.Nullable;

/// JSON-RPC over a WebSocket: one message in each text message, both ways.
public final class RpcSocket extends Session.Listener.AbstractAutoDemanding {

    private final Function<Session, SocketClient> clients;
    private @Nullable SocketClient client;

    RpcSocket(Function<Session, SocketClient> clients) {
        this.clients = clients;
    }

    @Override
    public void onWebSocketOpen(Session session) {
        super.onWebSocketOpen(session);
        client = clients.apply(session);
    }

    @Override
    public void onWebSocketText(String message) {
        if (client != null) {
            client.receive(message);
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        callback.succeed();
        getSession().close(StatusCode.BAD_DATA, "send text, not bytes", Callback.NOOP);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        leave();
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        leave();
        callback.succeed();
    }

    private void leave() {
        if (client != null) {
            client.leave();
        }
    }
}
