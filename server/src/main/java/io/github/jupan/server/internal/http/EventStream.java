package io.github.jupan.server.internal.http;

import io.github.jupan.server.internal.peer.Transport;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;

/// Messages as server-sent events, one each.
record EventStream(Response response) implements Transport {

    @Override
    public void send(String message) throws IOException {
        write("data: " + message + "\n\n");
    }

    /// A comment.
    @Override
    public void beat() throws IOException {
        write(":\n\n");
    }

    private void write(String text) throws IOException {
        Content.Sink.write(response, false, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void abort() {
        response.getRequest()
                .getConnectionMetaData()
                .getConnection()
                .getEndPoint()
                .close();
    }
}
