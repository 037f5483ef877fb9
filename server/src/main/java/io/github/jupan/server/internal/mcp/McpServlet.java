package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jupan.server.Permission;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.github.jupan.server.internal.http.PostHandler;
import io.github.jupan.server.internal.peer.ErrorCode;
import io.github.jupan.server.internal.peer.Failure;
import io.github.jupan.server.internal.peer.IdScan;
import io.github.jupan.server.internal.peer.Json;
import io.github.jupan.server.internal.peer.OneMessage;
import io.github.jupan.server.internal.peer.Outbox;
import io.github.jupan.server.internal.peer.Peer;
import io.github.jupan.server.internal.peer.Request;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The protocol's Streamable HTTP: of the revisions with a handshake, whose clients are known by `Mcp-Session-Id`,
/// and of those without, where each request stands for itself.
public final class McpServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private static final String SESSION = "Mcp-Session-Id";
    private static final String PROTOCOL = "MCP-Protocol-Version";
    private static final String EVENTS = "text/event-stream";

    /// A client, or a session, that has not been heard of for so long has gone without a word.
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final System.Logger LOG = System.getLogger(McpServlet.class.getName());

    private final transient Sessions sessions;
    private final transient SessionOptions options;
    private final transient Offer offer;
    private final Permission permission;
    private final transient Map<String, RemoteClient> clients = new ConcurrentHashMap<>();
    private final transient Set<Outbox> streams = ConcurrentHashMap.newKeySet();

    /// All who come without a handshake.
    private final transient RemoteClient anybody;

    public McpServlet(Sessions sessions, SessionOptions options, Permission permission) {
        this(sessions, options, permission, Offer.own());
    }

    McpServlet(Sessions sessions, SessionOptions options, Permission permission, Offer offer) {
        this.sessions = sessions;
        this.options = options;
        this.permission = permission;
        this.offer = offer;
        this.anybody = new RemoteClient(new Client(sessions, options), offer, permission);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            switch (request.getMethod()) {
                case "POST" -> post(request, response);
                case "GET" -> listen(client(request), request, response);
                case "DELETE" -> {
                    client(request);
                    forget(request.getHeader(SESSION));
                }
                default -> throw new Refusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "send POST, GET or DELETE");
            }
        } catch (Refusal refusal) {
            line(response, refusal.status, String.valueOf(refusal.getMessage()));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void post(HttpServletRequest request, HttpServletResponse response)
            throws IOException, InterruptedException {
        if (!PostHandler.isJson(request.getContentType(), request.getHeader("Content-Encoding"))) {
            throw new Refusal(
                    HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE,
                    "send JSON in UTF-8, not compressed, as Content-Type: application/json");
        }
        int most = sessions.limits().messageBytes();
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            error(
                    response,
                    HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                    IdScan.idIn(body),
                    new Failure(
                            ErrorCode.INVALID_REQUEST,
                            "a message may have " + most + " bytes; send long texts in parts, with append"));
            return;
        }
        JsonNode message;
        try {
            message = Json.read(body);
        } catch (Failure unreadable) {
            error(response, HttpServletResponse.SC_BAD_REQUEST, Json.NODES.nullNode(), unreadable);
            return;
        }
        @Nullable String revision = request.getHeader(PROTOCOL);
        boolean isStateless = message.path("params").path("_meta").has(Mcp.VERSION)
                || Revision.R2026_07_28.text().equals(revision)
                || message.path("method").asText().equals(Mcp.DISCOVER);
        if (isStateless) {
            stateless(message, request, response);
        } else if (message.path("method").asText().equals(Mcp.INITIALIZE)) {
            initialize(message, response);
        } else {
            RemoteClient client = client(request);
            answer(client, message, request, response, Peer::isAskedNoMore);
        }
    }

    private void stateless(JsonNode message, HttpServletRequest http, HttpServletResponse response)
            throws IOException, InterruptedException {
        try {
            Request request = Request.of(message);
            Mcp.checkMeta(request);
            StatelessHeaders.check(request, http::getHeader);
            anybody.protocol().work(request);
        } catch (Failure wrong) {
            boolean unknown = wrong.code() == ErrorCode.METHOD_NOT_FOUND;
            int status = unknown ? HttpServletResponse.SC_NOT_FOUND : HttpServletResponse.SC_BAD_REQUEST;
            error(response, status, Request.idOf(message), wrong);
            return;
        }
        anybody.client().forget(FORGOTTEN);
        // The client has gone, and with it the one who wanted the answer.
        answer(anybody, message, http, response, Peer::cancelAll);
    }

    private void initialize(JsonNode message, HttpServletResponse response) throws IOException, InterruptedException {
        clients.forEach((id, client) -> {
            if (client.hasBeenIdleFor(FORGOTTEN)) {
                LOG.log(System.Logger.Level.DEBUG, "a client was not heard of for {0} and is forgotten", FORGOTTEN);
                forget(id);
            }
        });
        if (clients.size() >= sessions.limits().sessions()) {
            throw new Refusal(HttpServletResponse.SC_SERVICE_UNAVAILABLE, "too many clients; try again later");
        }
        RemoteClient client = new RemoteClient(new Client(sessions, options), offer, permission);
        String answer = client.take(message).answer();
        if (client.isInitialized()) {
            String id = UUID.randomUUID().toString();
            clients.put(id, client);
            response.setHeader(SESSION, id);
        } else {
            client.close();
        }
        json(response, HttpServletResponse.SC_OK, answer);
    }

    /// @throws Refusal when there is none
    private RemoteClient client(HttpServletRequest request) {
        @Nullable String id = request.getHeader(SESSION);
        if (id == null) {
            throw new Refusal(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "initialize first, then send Mcp-Session-Id; or send " + Revision.R2026_07_28.text()
                            + " and its _meta with each request");
        }
        RemoteClient client = clients.get(id);
        if (client == null) {
            throw new Refusal(HttpServletResponse.SC_NOT_FOUND, "there is no such session");
        }
        @Nullable String revision = request.getHeader(PROTOCOL);
        if (revision != null && Revision.of(revision).isEmpty()) {
            throw new Refusal(HttpServletResponse.SC_BAD_REQUEST, "revision " + revision + " is not spoken here");
        }
        client.touch();
        return client;
    }

    private void answer(
            RemoteClient client,
            JsonNode message,
            HttpServletRequest request,
            HttpServletResponse response,
            Consumer<Peer> whenGone)
            throws IOException, InterruptedException {
        OneMessage taken = client.take(message);
        if (message.isObject() && !(message.has("method") && message.has("id"))) {
            json(response, HttpServletResponse.SC_BAD_REQUEST, taken.answer());
        } else if (accepts(request, EVENTS)) {
            taken.stream(EventResponse.begin(request, response), PATIENCE, whenGone);
        } else {
            json(response, HttpServletResponse.SC_OK, taken.answer());
        }
    }

    /// A stream of what concerns no request, open until the client leaves.
    private void listen(RemoteClient client, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!accepts(request, EVENTS)) {
            throw new Refusal(HttpServletResponse.SC_NOT_ACCEPTABLE, "accept " + EVENTS);
        }
        Outbox outbox = new Outbox(EventResponse.begin(request, response), PATIENCE, () -> {});
        streams.add(outbox);
        try (var _ = client.tell(outbox)) {
            outbox.sendAll();
        } finally {
            streams.remove(outbox);
        }
    }

    private static boolean accepts(HttpServletRequest request, String type) {
        return String.join(",", Collections.list(request.getHeaders("Accept"))).contains(type);
    }

    private static void error(HttpServletResponse response, int status, JsonNode id, Failure failure)
            throws IOException {
        json(response, status, Json.write(Request.error(id, failure.json())));
    }

    private static void json(HttpServletResponse response, int status, String body) throws IOException {
        if (body.isEmpty()) {
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            return;
        }
        send(response, status, "application/json", body);
    }

    private static void line(HttpServletResponse response, int status, String line) throws IOException {
        send(response, status, "text/plain; charset=utf-8", line + "\n");
    }

    private static void send(HttpServletResponse response, int status, String type, String body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    }

    /// One client's trouble is not the others'.
    private void forget(@Nullable String id) {
        RemoteClient client = id == null ? null : clients.remove(id);
        if (client != null) {
            try {
                client.close();
            } catch (RuntimeException | Error failure) {
                LOG.log(System.Logger.Level.WARNING, "a client's end failed", failure);
            }
        }
    }

    @Override
    public void destroy() {
        clients.keySet().forEach(this::forget);
        anybody.close();
        streams.forEach(Outbox::giveUp);
    }

    /// A request that is answered with a status and a line.
    private static final class Refusal extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Refusal(int status, String line) {
            super(line, null, false, false);
            this.status = status;
        }
    }
}
