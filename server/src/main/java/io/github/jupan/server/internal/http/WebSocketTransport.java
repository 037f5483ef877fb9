package io.github.jupan.server.internal.http;

import io.github.jupan.server.internal.peer.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;

/// Messages as text messages of a WebSocket.
record WebSocketTransport(Session session) implements Transport {

    @Override
    public void send(String message) throws IOException {
        await(sent -> session.sendText(message, sent));
    }

    @Override
    public void beat() throws IOException {
        await(sent -> session.sendPing(ByteBuffer.allocate(0), sent));
    }

    private static void await(Consumer<Callback> send) throws IOException {
        CompletableFuture<Void> sent = new CompletableFuture<>();
        send.accept(Callback.from(() -> sent.complete(null), sent::completeExceptionally));
        try {
            sent.join();
        } catch (CompletionException gone) {
            throw new IOException(gone);
        }
    }

    @Override
    public void abort() {
        session.disconnect();
    }
}
