package io.github.jupan.server.internal.http;

import io.github.jupan.server.internal.peer.IdScan;
import io.github.jupan.server.internal.peer.OneMessage;
import io.github.jupan.server.internal.peer.Peer;
import io.github.jupan.server.internal.rpc.Rpc;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// JSON-RPC over POST: a message in, its answer out. A client that accepts `text/event-stream` gets the notifications
/// too, before the answer; for others there is no place for them.
public final class PostHandler extends Handler.Abstract {

    private static final String EVENTS = "text/event-stream";

    private final Rpc.Service service;
    private final Reaches reaches;
    private final int limitBytes;
    private final Duration patience;

    PostHandler(Rpc.Service service, Reaches reaches, int limitBytes, Duration patience) {
        this.service = service;
        this.reaches = reaches;
        this.limitBytes = limitBytes;
        this.patience = patience;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!request.getMethod().equals("POST")) {
            response.getHeaders().put(HttpHeader.ALLOW, "POST");
            Page.line(405, "send JSON-RPC with POST, or open a WebSocket").send(response, callback);
        } else if (!hasJson(request)) {
            Page.line(415, "send JSON in UTF-8, not compressed, as Content-Type: application/json")
                    .send(response, callback);
        } else {
            byte[] bytes = Request.asInputStream(request).readNBytes(limitBytes + 1);
            boolean isWhole = bytes.length <= limitBytes;
            Rpc protocol = service.forClient(reaches.of(request));
            OneMessage message = new OneMessage(outlet -> new Peer(protocol, service.calls(), outlet), peer -> {
                if (isWhole) {
                    peer.receive(bytes);
                } else {
                    peer.refuse(IdScan.idIn(bytes), limitBytes);
                }
            });
            if (request.getHeaders().contains(HttpHeader.ACCEPT, EVENTS)) {
                stream(message, response, callback);
            } else {
                answer(message, isWhole, response, callback);
            }
        }
        return true;
    }

    private static boolean hasJson(Request request) {
        return isJson(
                request.getHeaders().get(HttpHeader.CONTENT_TYPE),
                request.getHeaders().get(HttpHeader.CONTENT_ENCODING));
    }

    /// Whether a body is JSON as it is read here: in UTF-8, which has no other name in JSON, and not compressed.
    public static boolean isJson(@Nullable String contentType, @Nullable String contentEncoding) {
        if (contentType == null) {
            return false;
        }
        String[] parts = contentType.split(";");
        return parts[0].strip().equalsIgnoreCase(Page.JSON)
                && Arrays.stream(parts).skip(1).noneMatch(PostHandler::isOtherCharset)
                && (contentEncoding == null || contentEncoding.strip().equalsIgnoreCase("identity"));
    }

    private static boolean isOtherCharset(String parameter) {
        String[] words = parameter.replace("\"", "").split("=", 2);
        return words[0].strip().equalsIgnoreCase("charset")
                && !(words.length == 2 && words[1].strip().equalsIgnoreCase("utf-8"));
    }

    private void answer(OneMessage message, boolean isWhole, Response response, Callback callback)
            throws InterruptedException {
        String answer = message.answer();
        int status = isWhole ? answer.isEmpty() ? 204 : 200 : 413;
        new Page(status, Page.JSON, answer).send(response, callback);
    }

    private void stream(OneMessage message, Response response, Callback callback) throws IOException {
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, EVENTS));
        EventStream events = new EventStream(response);
        events.beat();
        message.stream(events, patience, Peer::cancelAll);
        response.write(true, null, callback);
    }
}
