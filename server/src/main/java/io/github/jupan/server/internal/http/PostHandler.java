package io.github.jupan.server.internal.http;

import io.github.jupan.server.internal.Reach;
import io.github.jupan.server.internal.rpc.Connection;
import io.github.jupan.server.internal.rpc.Outbox;
import io.github.jupan.server.internal.rpc.Outlet;
import io.github.jupan.server.internal.rpc.Service;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// JSON-RPC over POST: a message in, its answer out. A client that accepts `text/event-stream` gets the notifications
/// too, before the answer; for others there is no place for them.
final class PostHandler extends Handler.Abstract {

    private static final String EVENTS = "text/event-stream";

    private final Service service;
    private final Reaches reaches;
    private final int limitBytes;
    private final Duration patience;

    PostHandler(Service service, Reaches reaches, int limitBytes, Duration patience) {
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
            Page.line(415, "send JSON, as Content-Type: application/json").send(response, callback);
        } else {
            byte[] message = Request.asInputStream(request).readNBytes(limitBytes + 1);
            Reach reach = reaches.of(request);
            if (request.getHeaders().contains(HttpHeader.ACCEPT, EVENTS)) {
                stream(message, reach, response, callback);
            } else {
                answer(message, reach, response, callback);
            }
        }
        return true;
    }

    private static boolean hasJson(Request request) {
        String type = request.getHeaders().get(HttpHeader.CONTENT_TYPE);
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(Page.JSON);
    }

    private void answer(byte[] message, Reach reach, Response response, Callback callback) throws InterruptedException {
        LastAnswer last = new LastAnswer();
        Connection connection = new Connection(service, reach, last);
        receive(connection, message);
        connection.awaitAnswers();
        int status = message.length > limitBytes ? 413 : last.message.isEmpty() ? 204 : 200;
        new Page(status, Page.JSON, last.message).send(response, callback);
    }

    private void stream(byte[] message, Reach reach, Response response, Callback callback) throws IOException {
        response.getHeaders().put(new HttpField(HttpHeader.CONTENT_TYPE, EVENTS));
        EventStream events = new EventStream(response);
        Streamed streamed = new Streamed(service, reach, events, patience);
        events.beat();
        Thread.ofVirtual().start(() -> streamed.run(() -> receive(streamed.connection, message)));
        streamed.outbox.sendAll();
        response.write(true, null, callback);
    }

    private void receive(Connection connection, byte[] message) {
        if (message.length > limitBytes) {
            connection.refuse(limitBytes);
        } else {
            connection.receive(message);
        }
    }

    private static final class Streamed {
        private final Connection connection;
        private final Outbox outbox;

        Streamed(Service service, Reach reach, EventStream events, Duration patience) {
            this.outbox = new Outbox(events, patience, this::gone);
            this.connection = new Connection(service, reach, outbox);
        }

        private void gone() {
            connection.cancelAll();
        }

        void run(Runnable receive) {
            try {
                receive.run();
                connection.awaitAnswers();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } finally {
                outbox.end();
            }
        }
    }

    private static final class LastAnswer implements Outlet {
        private volatile String message = "";

        @Override
        public void answer(String answer) {
            message = answer;
        }

        @Override
        public void notification(String notification) {}
    }
}
