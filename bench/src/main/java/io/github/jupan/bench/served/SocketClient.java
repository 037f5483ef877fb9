package io.github.jupan.bench.served;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Talks to a server over the JDK's own WebSocket.
final class SocketClient extends RpcClient {

    private static final long PATIENCE_SECONDS = 60;

    private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    private final WebSocket socket;

    SocketClient(HttpClient http, ServedProcess.Door door) {
        socket = http.newWebSocketBuilder()
                .header("Authorization", "Bearer " + door.token())
                .buildAsync(door.address(), new Messages())
                .join();
    }

    @Override
    void send(String message) {
        socket.sendText(message, true).join();
    }

    @Override
    String receive() throws IOException, InterruptedException {
        String message = messages.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (message == null) {
            throw new IOException("no answer in " + PATIENCE_SECONDS + " s");
        }
        return message;
    }

    @Override
    public void close() {
        socket.abort();
    }

    /// Joins the parts of a message.
    private final class Messages implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                messages.add(parts.toString());
                parts.setLength(0);
            }
            from.request(1);
            return null;
        }
    }
}
