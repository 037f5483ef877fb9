package io.github.jupan.server.internal.mcp;

import io.github.jupan.server.internal.http.ClientWatch;
import io.github.jupan.server.internal.peer.Transport;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Messages as server-sent events of a servlet's response, one each.
final class EventResponse implements Transport {

    private static final Duration LOOK = Duration.ofMillis(250);

    /// Something on the way may close a connection that is silent for long.
    private static final int LOOKS_A_BEAT = 20;

    private final HttpServletResponse response;
    private final ClientWatch client;
    private int looks;
    private volatile boolean aborted;

    private EventResponse(HttpServletRequest request, HttpServletResponse response) {
        this.response = response;
        this.client = new ClientWatch(request);
    }

    static EventResponse begin(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("X-Accel-Buffering", "no");
        // A byte that the watch has read is missing from the next request.
        response.setHeader("Connection", "close");
        response.flushBuffer();
        return new EventResponse(request, response);
    }

    @Override
    public void send(String message) throws IOException {
        write("event: message\ndata: " + message + "\n\n");
    }

    @Override
    public Duration silence() {
        return LOOK;
    }

    @Override
    public void beat() throws IOException {
        if (client.isGone()) {
            throw new IOException("the client has gone");
        }
        looks++;
        if (looks % LOOKS_A_BEAT == 0) {
            write(":\n\n");
        }
    }

    private void write(String text) throws IOException {
        if (aborted) {
            throw new IOException("given up");
        }
        response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        response.getOutputStream().flush();
    }

    @Override
    public void abort() {
        aborted = true;
    }
}
