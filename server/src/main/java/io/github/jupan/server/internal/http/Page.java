package io.github.jupan.server.internal.http;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A whole answer of a few lines.
record Page(int status, String type, String body) {

    static final String JSON = "application/json";

    static Page line(int status, String line) {
        return new Page(status, "text/plain; charset=utf-8", line + "\n");
    }

    void send(Response response, Callback callback) {
        response.setStatus(status);
        if (!body.isEmpty()) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, type);
        }
        response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
    }
}
