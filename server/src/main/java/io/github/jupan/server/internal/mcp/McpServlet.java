package io.github.jupan.server.internal.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.jupan.server.SessionOptions;
import io.github.jupan.server.Sessions;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Finds the client that a request belongs to. The SDK's servlets speak the protocol, one for each client.
public final class McpServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    /// A client that has not been heard of for so long has gone without a word; one that comes back begins anew.
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private static final System.Logger LOG = System.getLogger(McpServlet.class.getName());

    private final transient Sessions sessions;
    private final transient SessionOptions options;
    private final transient RemoteClient.Server server;
    private final transient Map<String, RemoteClient> clients = new ConcurrentHashMap<>();

    public McpServlet(Sessions sessions, SessionOptions options) {
        this(sessions, options, ClientServer::start);
    }

    McpServlet(Sessions sessions, SessionOptions options, RemoteClient.Server server) {
        this.sessions = sessions;
        this.options = options;
        this.server = server;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        if (!request.getMethod().equals("POST")) {
            serve(request, MissingNode.getInstance(), response);
            return;
        }
        int most = sessions.limits().messageBytes();
        byte[] body = request.getInputStream().readNBytes(most + 1);
        if (body.length > most) {
            refuse(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "a message may have " + most + " bytes");
            return;
        }
        serve(new BufferedRequest(request, body), message(body), response);
    }

    /// The message in a body; a body that is none is for the SDK to refuse.
    private static JsonNode message(byte[] body) {
        try {
            return Tool.JSON.readTree(body);
        } catch (IOException noJson) {
            return MissingNode.getInstance();
        }
    }

    private void serve(HttpServletRequest request, JsonNode message, HttpServletResponse response)
            throws ServletException, IOException {
        String method = message.path("method").asText();
        @Nullable String id = request.getHeader(HttpHeaders.MCP_SESSION_ID);
        if (method.equals(McpSchema.METHOD_INITIALIZE)) {
            initialize(request, response);
            return;
        }
        @Nullable RemoteClient client = id == null ? null : clients.get(id);
        if (client == null) {
            refuse(
                    response,
                    id == null ? HttpServletResponse.SC_BAD_REQUEST : HttpServletResponse.SC_NOT_FOUND,
                    id == null ? "initialize first, then send Mcp-Session-Id" : "there is no such session");
            return;
        }
        if (method.startsWith("notifications/") && !method.equals(McpSchema.METHOD_NOTIFICATION_INITIALIZED)) {
            // The SDK knows of cancelling nothing, and asks for roots that nobody here wants.
            if (method.equals(Cancelled.METHOD)) {
                client.cancel(message.path("params").path("requestId"));
            }
            response.setStatus(HttpServletResponse.SC_ACCEPTED);
            return;
        }
        client.serve(request, message.has("method") ? message.get("id") : null, message.get("params"), response);
        if (request.getMethod().equals("DELETE") && response.getStatus() == HttpServletResponse.SC_OK) {
            forget(id);
        }
    }

    private void initialize(HttpServletRequest request, HttpServletResponse response)
            throws ServletException, IOException {
        clients.forEach((id, client) -> {
            if (client.hasBeenIdleFor(FORGOTTEN)) {
                LOG.log(System.Logger.Level.DEBUG, "a client was not heard of for {0} and is forgotten", FORGOTTEN);
                forget(id);
            }
        });
        if (clients.size() >= sessions.limits().sessions()) {
            refuse(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "too many clients; try again later");
            return;
        }
        RemoteClient client = new RemoteClient(new Client(sessions, options), server);
        client.serve(request, null, null, new HttpServletResponseWrapper(response) {
            // The client must be known before its answer is out, for it may come again at once.
            @Override
            public void setHeader(String name, String value) {
                if (name.equals(HttpHeaders.MCP_SESSION_ID)) {
                    clients.put(value, client);
                }
                super.setHeader(name, value);
            }
        });
        if (!clients.containsValue(client)) {
            client.close();
        }
    }

    private static void refuse(HttpServletResponse response, int status, String line) throws IOException {
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /// One client's trouble is not the others'.
    private void forget(String id) {
        RemoteClient client = clients.remove(id);
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
    }
}
