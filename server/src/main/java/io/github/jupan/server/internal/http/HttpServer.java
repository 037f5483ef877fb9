package io.github.jupan.server.internal.http;

import io.github.jupan.server.HttpOptions;
import io.github.jupan.server.ServerLimits;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.rpc.Rpc;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.pathmap.PathSpec;
import org.eclipse.jetty.server.AbstractConnector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.PathMappingsHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.websocket.server.ServerWebSocketContainer;
import org.eclipse.jetty.websocket.server.WebSocketUpgradeHandler;

/// Jetty, put together: the gate, then WebSockets, then what has a path.
public final class HttpServer {

    static final String HOME = "/";
    static final String HEALTH = "/healthz";
    static final String READY = "/readyz";
    static final String METRICS = "/metrics";
    private static final String RPC = "/rpc";
    private static final String NOTHING = "there is nothing here";

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration STOP = Duration.ofSeconds(5);

    /// How long a connection without a request may stay when the server ends.
    private static final Duration QUIET = Duration.ofMillis(50);

    private final Server server;
    private final AbstractConnector connector;
    private final Gate gate;
    private final Rpc.Service service;
    private final Reaches reaches;
    private final Duration patience;
    private final Set<SocketClient> clients = ConcurrentHashMap.newKeySet();

    /// @param sessions that clients can name, as far as they may
    /// @param ready whether new work would be taken
    /// @param patience how long a client may read nothing while there is more for it than the outbox holds
    public HttpServer(
            HttpOptions options,
            Sessions sessions,
            Rpc.Service service,
            BooleanSupplier ready,
            Metrics metrics,
            Duration patience) {
        ServerLimits limits = sessions.limits();
        this.service = service;
        this.reaches = new Reaches(options.access(), sessions);
        this.patience = patience;
        QueuedThreadPool threads = new QueuedThreadPool();
        threads.setDaemon(true);
        // A request may wait for its body or its answer for long: each has a thread that costs little.
        threads.setVirtualThreadsExecutor(VirtualThreads.getNamedVirtualThreadsExecutor("jupan-http-"));
        server = new Server(threads);
        server.setStopTimeout(STOP.toMillis());
        server.setErrorHandler((request, response, callback) -> {
            int status = response.getStatus();
            Page.refusal(request, status, status == 404 ? NOTHING : "error " + status)
                    .send(response, callback);
            return true;
        });
        connector = connector(server, options.place());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        metrics.countClients(clients::size);

        PathMappingsHandler paths = new PathMappingsHandler();
        paths.addMapping(PathSpec.from(RPC), new PostHandler(service, reaches, limits.messageBytes(), patience));
        paths.addMapping(PathSpec.from(HEALTH), new PageHandler(() -> Page.line(200, "ok")));
        paths.addMapping(
                PathSpec.from(READY),
                new PageHandler(() ->
                        ready.getAsBoolean() ? Page.line(200, "ready") : Page.line(503, "busy or shutting down")));
        paths.addMapping(
                PathSpec.from(METRICS),
                new PageHandler(() -> new Page(200, "text/plain; version=0.0.4", metrics.text())));
        Handler.Sequence all = new Handler.Sequence();
        all.addHandler(paths);
        all.addHandler(new PageFiles());
        if (!options.servlets().isEmpty()) {
            all.addHandler(servlets(options.servlets()));
        }
        all.addHandler(new PageHandler(() -> Page.line(404, NOTHING)));
        WebSocketUpgradeHandler sockets =
                WebSocketUpgradeHandler.from(server, container -> configure(container, limits.messageBytes()));
        GracefulHandler graceful = new GracefulHandler(all);
        graceful.setShutdownIdleTimeout(QUIET.toMillis());
        sockets.setHandler(graceful);
        gate = new Gate(options.access(), options.hostNames(), sockets);
        server.setHandler(gate);
    }

    private static AbstractConnector connector(Server server, HttpOptions.Place place) {
        HttpConnectionFactory http = new HttpConnectionFactory(configuration());
        return switch (place) {
            case HttpOptions.Place.Port(String host, int port) -> {
                ServerConnector connector = new ServerConnector(server, http);
                connector.setHost(host);
                connector.setPort(port);
                yield connector;
            }
            case HttpOptions.Place.Socket(Path file) -> new OwnerSocket(server, http, file);
        };
    }

    private static HttpConfiguration configuration() {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        return configuration;
    }

    private void configure(ServerWebSocketContainer container, int messageBytes) {
        container.setMaxTextMessageSize(messageBytes);
        container.setMaxFrameSize(messageBytes);
        container.setIdleTimeout(IDLE);
        container.addMapping(
                RPC,
                (request, response, callback) ->
                        new RpcSocket(session -> new SocketClient(session, service, reaches.of(), clients, patience)));
    }

    private static Handler servlets(Map<String, Servlet> servlets) {
        ServletContextHandler context = new ServletContextHandler("/");
        servlets.forEach((path, servlet) -> {
            ServletHolder holder = new ServletHolder(servlet);
            holder.setAsyncSupported(true);
            context.addServlet(holder, path + "/*");
        });
        return context;
    }

    /// @throws Exception when the port is taken, or the address is none of this machine's
    public void start() throws Exception {
        if (connector instanceof OwnerSocket socket) {
            socket.refuseWhatIsThere();
        }
        server.start();
    }

    /// The port that it listens on.
    ///
    /// @throws IllegalStateException when it listens on a socket in a file
    public int port() {
        if (connector instanceof ServerConnector port) {
            return port.getLocalPort();
        }
        throw new IllegalStateException("a Unix domain socket has no port");
    }

    /// What opens the page to a browser once, within a minute; empty where there is no token.
    public Optional<String> ticket() {
        return gate.ticket();
    }

    /// Sends what is left to send, and ends.
    public void stop() throws Exception {
        try {
            for (SocketClient client : clients) {
                client.finish();
            }
        } finally {
            end();
        }
    }

    private void end() throws Exception {
        try {
            server.stop();
        } catch (TimeoutException stillOpen) {
            // It has ended all the same: clients of MCP keep a stream open for as long as they are there.
        }
    }
}
