package io.github.jupan.server;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.StreamingChatModel;
import io.github.jupan.sandbox.Sandbox;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// An OpenAI door on a port of this machine, over one model.
final class ServedDoor implements AutoCloseable {

    static final ServerLimits LIMITS =
            new ServerLimits(100, 64, 32, 16L << 30, 1 << 20, Duration.ofMinutes(5), Duration.ofMinutes(1));

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    final Sessions sessions;
    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server);

    ServedDoor(StreamingChatModel model) {
        this(model, new TinySandbox());
    }

    ServedDoor(StreamingChatModel model, Sandbox sandbox) {
        this(new Sessions(new TestModels(model), sandbox, List.of(), LIMITS), SessionOptions.DEFAULT);
    }

    ServedDoor(Sessions sessions, SessionOptions options) {
        this(sessions, options, new HttpOptions.Access.Owner());
    }

    ServedDoor(Sessions sessions, SessionOptions options, HttpOptions.Access access) {
        this.sessions = sessions;
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ServletContextHandler context = new ServletContextHandler("/");
        context.addServlet(new ServletHolder(new OpenAiDoor(sessions, options, access).servlet()), "/v1/*");
        server.setHandler(context);
        try {
            server.start();
        } catch (Exception broken) {
            throw new IllegalStateException(broken);
        }
    }

    int port() {
        return connector.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port() + "/v1";
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path))
                .setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        return send(request);
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url() + path)));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    /// What a chat completion answers to a request with these members.
    JsonNode chat(String members, String... headers) {
        return TestClient.read(post("/chat/completions", "{\"model\":\"jupan\"," + members + "}", headers)
                .body());
    }

    JsonNode respond(String members) {
        return TestClient.read(
                post("/responses", "{\"model\":\"jupan\"," + members + "}").body());
    }

    /// The events of a stream; the last is null where it ended as it should.
    static List<JsonNode> events(String body) {
        List<JsonNode> events = new ArrayList<>();
        body.lines()
                .filter(line -> line.startsWith("data: ") && !line.equals("data: [DONE]"))
                .forEach(line -> events.add(TestClient.read(line.substring("data: ".length()))));
        return events;
    }

    /// A user's message.
    static String ask(String text) {
        return "\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]";
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception stuck) {
            throw new IllegalStateException(stuck);
        }
        sessions.close();
    }
}
