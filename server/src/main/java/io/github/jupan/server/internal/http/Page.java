package io.github.jupan.server.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.server.internal.peer.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A whole answer of a few lines.
record Page(int status, String type, String body) {

    static final String JSON = "application/json";

    /// Below it clients read errors in OpenAI's form, and nothing else.
    private static final String OPENAI = "/v1";

    static Page line(int status, String line) {
        return new Page(status, "text/plain; charset=utf-8", line + "\n");
    }

    /// What a request is told that no door got to see, in the form in which clients of its path read errors.
    static Page refusal(Request request, int status, String line) {
        String path = String.valueOf(Request.getPathInContext(request));
        if (!path.equals(OPENAI) && !path.startsWith(OPENAI + "/")) {
            return line(status, line);
        }
        ObjectNode body = Json.NODES.objectNode();
        body.putObject("error")
                .put("message", line)
                .put("type", status < 500 ? "invalid_request_error" : "server_error")
                .putNull("param")
                .put("code", code(status));
        return new Page(status, JSON, Json.write(body));
    }

    private static String code(int status) {
        return switch (status) {
            case 401 -> "invalid_api_key";
            case 403 -> "forbidden";
            case 404 -> "unknown_url";
            default -> status < 500 ? "invalid_request" : "internal_error";
        };
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        if (!body.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        }
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
