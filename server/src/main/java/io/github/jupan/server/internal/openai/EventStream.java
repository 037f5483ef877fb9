package io.github.jupan.server.internal.openai;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jupan.sandbox.Cancellation;
import io.github.jupan.server.internal.openai.request.ApiException;
import io.github.jupan.server.internal.openai.request.Json;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Server-sent events, from the first of them on: until then the answer can still be an error of its own. A client
/// that cannot be written to has gone, and what it asked for is cancelled.
final class EventStream {

    private final HttpServletResponse response;
    private final Cancellation cancellation;
    private boolean begun;
    private boolean gone;

    EventStream(HttpServletResponse response, Cancellation cancellation) {
        this.response = response;
        this.cancellation = cancellation;
    }

    void data(String json) {
        write("data: " + json + "\n\n");
    }

    void event(String name, String json) {
        write("event: " + name + "\ndata: " + json + "\n\n");
    }

    /// Ends it with an error: of the whole answer where nothing was sent yet.
    ///
    /// @param sequence the event's number, where events are; else 0
    synchronized void fail(ApiException failure, int sequence) throws IOException {
        if (begun) {
            ObjectNode error = failure.json();
            if (sequence > 0) {
                error.setAll(failure.error());
                error.put("type", "error").put("sequence_number", sequence);
            }
            event("error", Json.text(error));
        } else if (!gone) {
            begun = true;
            WholeReply.refuse(response, failure);
        }
    }

    /// A comment.
    void beat() {
        write(":\n\n");
    }

    /// Half a surrogate pair has no UTF-8 and becomes a question mark.
    private synchronized void write(String text) {
        if (gone) {
            return;
        }
        try {
            if (!begun) {
                begun = true;
                response.setContentType("text/event-stream");
                response.setHeader("X-Accel-Buffering", "no");
            }
            response.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            response.flushBuffer();
        } catch (IOException broken) {
            gone = true;
            cancellation.cancel();
        }
    }
}
