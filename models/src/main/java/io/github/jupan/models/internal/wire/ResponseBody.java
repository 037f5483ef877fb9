package io.github.jupan.models.internal.wire;

import dev.langchain4j.http.client.sse.DefaultServerSentEventParsingHandle;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;

/// A response's body, which ought to be a stream. Some servers ignore that it was asked for, or answer an error or a
/// web page with status 200; what it is shows in its first character.
final class ResponseBody {

    /// A line of a stream of events begins with a colon or with one of these: data, event, id, retry.
    private static final String BEGINNINGS = ":deir";

    private static final int LONGEST_DOCUMENT = 1 << 25;

    private ResponseBody() {}

    static void read(InputStream body, ServerSentEventParser parser, EndingListener listener, boolean inLines) {
        try (PushbackInputStream input = new PushbackInputStream(body)) {
            int first = first(input);
            boolean stream = first < 0 || (inLines ? first == '{' : BEGINNINGS.indexOf(first) >= 0);
            if (stream) {
                parser.parse(input, listener);
            } else {
                var context = new ServerSentEventContext(new DefaultServerSentEventParsingHandle(input));
                listener.onDocument(new String(input.readNBytes(LONGEST_DOCUMENT), StandardCharsets.UTF_8), context);
            }
            listener.onClose();
        } catch (IOException e) {
            listener.onError(e);
        }
    }

    /// The first character that is neither white space nor a byte order mark; negative when there is none.
    private static int first(PushbackInputStream input) throws IOException {
        int next = input.read();
        while (next >= 0 && (next <= ' ' || next == 0xEF || next == 0xBB || next == 0xBF)) {
            next = input.read();
        }
        if (next >= 0) {
            input.unread(next);
        }
        return next;
    }
}
