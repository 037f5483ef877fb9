package io.github.jupan.server;

import io.github.jupan.sandbox.JupanException;
import io.github.jupan.server.internal.http.HttpServer;
import io.github.jupan.server.internal.http.Metrics;
import io.github.jupan.server.internal.rpc.Service;
import java.io.IOException;
import java.time.Duration;

/// JSON-RPC 2.0 over HTTP: `POST /rpc`, with server-sent events for those who accept them, and a WebSocket at `/rpc`.
/// Beside it `/healthz`, `/readyz`, `/metrics` and the servlets of [HttpOptions#servlets()].
public final class HttpDoor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);

    private final ServerLimits limits;
    private final Service service;
    private final HttpServer server;
    private volatile boolean closing;

    private HttpDoor(Sessions sessions, HttpOptions options, Duration patience) {
        this.limits = sessions.limits();
        this.service = new Service(sessions);
        Metrics metrics = new Metrics(sessions::openSessions, sessions::workers);
        sessions.addListener(metrics);
        this.server = new HttpServer(options, limits, service, () -> !closing && sessions.isReady(), metrics, patience);
    }

    /// Opens the door: from here on clients come in.
    ///
    /// @throws IllegalArgumentException when the address cannot be listened on, with one line that says why
    public static HttpDoor open(Sessions sessions, HttpOptions options) {
        return open(sessions, options, PATIENCE);
    }

    static HttpDoor open(Sessions sessions, HttpOptions options, Duration patience) {
        HttpDoor door = new HttpDoor(sessions, options, patience);
        try {
            door.server.start();
        } catch (IOException taken) {
            door.close();
            throw new IllegalArgumentException(
                    "cannot listen on " + options + ": " + reason(taken) + "; choose another address or port", taken);
        } catch (Exception failure) {
            door.close();
            throw new JupanException("the HTTP server does not start: " + failure.getMessage(), failure);
        }
        return door;
    }

    /// Jetty names the address, its cause what is wrong with it.
    private static String reason(IOException taken) {
        Throwable cause = taken.getCause() == null ? taken : taken.getCause();
        return String.valueOf(cause.getMessage());
    }

    public int port() {
        return server.port();
    }

    /// Takes nothing new, lets what runs finish within [ServerLimits#shutdown()], cancels the rest, and ends.
    @Override
    public void close() {
        closing = true;
        service.close();
        try {
            if (!service.awaitIdle(limits.shutdown())) {
                service.cancelAll();
                var _ = service.awaitIdle(AFTER_CANCEL);
            }
            server.stop();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            throw new JupanException("the HTTP server does not end: " + failure.getMessage(), failure);
        }
    }
}
