package io.github.jupan.server;

import io.github.jupan.sandbox.JupanException;
import io.github.jupan.server.internal.http.HttpServer;
import io.github.jupan.server.internal.http.Metrics;
import io.github.jupan.server.internal.rpc.Rpc;
import java.io.IOException;
import java.time.Duration;

/// JSON-RPC 2.0 over HTTP: `POST /rpc`, with server-sent events for those who accept them, and a WebSocket at
/// `/rpc`. Beside it the page for people at `/`, `/healthz`, `/readyz`, `/metrics` and the servlets of
/// [HttpOptions#servlets()].
public final class HttpDoor implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);

    private final ServerLimits limits;
    private final Rpc.Service service;
    private final HttpServer server;
    private volatile boolean closing;
    private volatile boolean draining;

    private HttpDoor(Sessions sessions, HttpOptions options, Duration patience) {
        this.limits = sessions.limits();
        this.service = new Rpc.Service(sessions);
        Metrics metrics = new Metrics(sessions::openSessions, sessions::workers);
        sessions.addListener(metrics);
        this.server = new HttpServer(
                options, sessions, service, () -> !closing && !draining && sessions.isReady(), metrics, patience);
    }

    /// Opens the door: from here on clients come in.
    ///
    /// @throws IllegalArgumentException when the address cannot be listened on, with one line that says why
    public static HttpDoor open(Sessions sessions, HttpOptions options) {
        return open(sessions, options, PATIENCE);
    }

    static HttpDoor open(Sessions sessions, HttpOptions options, Duration patience) {
        if (options.access() instanceof HttpOptions.Access.Anybody && sessions.hasTools()) {
            throw new IllegalArgumentException("without a token there may be no tools: anybody could call them");
        }
        HttpDoor door = new HttpDoor(sessions, options, patience);
        try {
            door.server.start();
        } catch (IOException taken) {
            door.close();
            throw new IllegalArgumentException(
                    "cannot listen on " + options + ": " + reason(taken) + "; choose another " + kind(options.place()),
                    taken);
        } catch (Exception failure) {
            door.close();
            throw new JupanException("the HTTP server does not start: " + failure.getMessage(), failure);
        }
        return door;
    }

    private static String kind(HttpOptions.Place place) {
        return switch (place) {
            case HttpOptions.Place.Port _ -> "address or port";
            case HttpOptions.Place.Socket _ -> "file";
        };
    }

    /// Jetty names the address, its cause what is wrong with it.
    private static String reason(IOException taken) {
        Throwable cause = taken.getCause() == null ? taken : taken.getCause();
        return String.valueOf(cause.getMessage());
    }

    /// The port that it listens on.
    ///
    /// @throws IllegalStateException when it listens on a [HttpOptions.Place.Socket]
    public int port() {
        return server.port();
    }

    /// What a browser is to be opened with: `/`, with something in the place of the token that is good for one visit
    /// within a minute, so that nobody is served who reads the browser's command line. The next one ends the last.
    public String visit() {
        return "/" + server.ticket().map(ticket -> "?token=" + ticket).orElse("");
    }

    /// Says from now on at `/readyz` that nothing new should come here, and serves on. Returns after this time,
    /// or when it is interrupted.
    public void drain(Duration time) throws InterruptedException {
        draining = true;
        Thread.sleep(time);
    }

    /// Takes nothing new, lets what runs finish within [ServerLimits#shutdown()], cancels the rest, and ends.
    @Override
    public void close() {
        closing = true;
        service.calls().close();
        boolean interrupted = finish();
        try {
            server.stop();
        } catch (InterruptedException stopped) {
            interrupted = true;
        } catch (Exception failure) {
            throw new JupanException("the HTTP server does not end: " + failure.getMessage(), failure);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Whether the wait was cut short; what runs is cancelled then.
    private boolean finish() {
        try {
            if (!service.calls().awaitIdle(limits.shutdown())) {
                service.calls().cancelAll();
                var _ = service.calls().awaitIdle(AFTER_CANCEL);
            }
            return false;
        } catch (InterruptedException stopped) {
            service.calls().cancelAll();
            return true;
        }
    }
}
