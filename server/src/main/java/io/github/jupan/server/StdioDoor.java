package io.github.jupan.server;

import io.github.jupan.server.internal.MessageLines;
import io.github.jupan.server.internal.MessageLines.Line;
import io.github.jupan.server.internal.Reach;
import io.github.jupan.server.internal.rpc.Connection;
import io.github.jupan.server.internal.rpc.Outbox;
import io.github.jupan.server.internal.rpc.Service;
import io.github.jupan.server.internal.rpc.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// JSON-RPC 2.0 over two streams, such as standard input and output: one message a line, in UTF-8.
public final class StdioDoor {

    /// How long what was asked for may go on after the input has ended.
    private static final Duration AFTER_END = Duration.ofMinutes(1);

    /// How long a reader may take nothing, and how long the last answers may take to leave.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);

    private final ServerLimits limits;
    private final InputStream in;
    private final Service service;
    private final Connection connection;
    private final Outbox outbox;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Duration grace = AFTER_END;

    /// @param in what the client writes
    /// @param out what it reads; nothing else may be written there
    public StdioDoor(Sessions sessions, InputStream in, OutputStream out) {
        this.limits = sessions.limits();
        this.in = in;
        this.service = new Service(sessions);
        this.outbox = new Outbox(new Stream(out), PATIENCE, this::gone);
        this.connection = new Connection(service, new Reach.All(sessions), outbox);
    }

    /// Serves until the input ends, the reader of the output has gone, or [#stop()]. What was asked for until then is
    /// finished, or cancelled when it takes too long; then this returns.
    public void serve() throws InterruptedException {
        Thread.ofPlatform().daemon().name("rpc-write").start(outbox::sendAll);
        Thread.ofPlatform().daemon().name("rpc-read").start(this::read);
        over.await();
        if (!connection.awaitAnswers(grace)) {
            connection.cancelAll();
            var _ = connection.awaitAnswers(AFTER_CANCEL);
        }
        outbox.end();
        outbox.awaitEnd(PATIENCE);
    }

    /// Takes no new request, and lets what runs finish within [ServerLimits#shutdown()]. From any thread.
    public void stop() {
        service.close();
        grace = limits.shutdown();
        over.countDown();
    }

    private void gone() {
        connection.cancelAll();
        over.countDown();
    }

    private void read() {
        try {
            MessageLines lines = new MessageLines(in, limits.messageBytes());
            for (Line line = lines.next(); line != null; line = lines.next()) {
                switch (line) {
                    case Line.Whole whole -> receive(whole.bytes());
                    case Line.TooLong() -> connection.refuse(limits.messageBytes());
                }
            }
        } catch (IOException ended) {
            // A broken input has ended.
        } finally {
            over.countDown();
        }
    }

    private void receive(byte[] line) {
        if (!isEmpty(line)) {
            connection.receive(line);
        }
    }

    private static boolean isEmpty(byte[] line) {
        return line.length == 0 || (line.length == 1 && line[0] == '\r');
    }

    private record Stream(OutputStream out) implements Transport {

        @Override
        public void send(String message) throws IOException {
            out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            if (out instanceof PrintStream printer && printer.checkError()) {
                throw new IOException("nobody reads any more");
            }
        }

        @Override
        public void beat() {}

        @Override
        public void abort() {}
    }
}
