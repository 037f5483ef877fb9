package io.github.jupan.server.internal.peer;

import io.github.jupan.server.internal.peer.MessageLines.Line;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// A client at the other end of two streams, such as standard input and output: one message a line, in UTF-8.
public final class LinePeer {

    private static final Duration AFTER_CANCEL = Duration.ofSeconds(2);

    private final InputStream in;
    private final int mostBytes;
    private final Duration patience;
    private final Outbox outbox;
    private final Peer peer;
    private final Protocol protocol;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile Duration grace;

    /// @param mostBytes how long a line may be
    /// @param patience how long the client may take nothing when there is no room
    /// @param grace how long what was asked for may go on after the input has ended
    public LinePeer(
            Protocol protocol,
            Calls calls,
            InputStream in,
            OutputStream out,
            int mostBytes,
            Duration patience,
            Duration grace) {
        this.protocol = protocol;
        this.in = in;
        this.mostBytes = mostBytes;
        this.patience = patience;
        this.grace = grace;
        this.outbox = new Outbox(new Stream(out), patience, this::gone);
        this.peer = new Peer(protocol, calls, outbox);
    }

    public Peer peer() {
        return peer;
    }

    /// Serves until the input ends, nobody reads the output any more, or [#stop]. What was asked for until then is
    /// finished, or cancelled when that takes too long, and answered; then this returns.
    public void serve() throws InterruptedException {
        Thread.ofPlatform().daemon().name("rpc-write").start(outbox::sendAll);
        Thread.ofPlatform().daemon().name("rpc-read").start(this::read);
        over.await();
        protocol.inputEnded();
        if (!peer.awaitAnswers(grace)) {
            peer.cancelAll();
            var _ = peer.awaitAnswers(AFTER_CANCEL);
        }
        outbox.end();
        outbox.awaitEnd(patience);
    }

    /// Ends it, as the end of the input does. From any thread.
    public void stop(Duration newGrace) {
        grace = newGrace;
        over.countDown();
    }

    private void gone() {
        peer.cancelAll();
        over.countDown();
    }

    private void read() {
        try {
            MessageLines lines = new MessageLines(in, mostBytes);
            for (Line line = lines.next(); line != null; line = lines.next()) {
                switch (line) {
                    case Line.Whole whole -> {
                        if (!isBlank(whole.bytes())) {
                            peer.receive(whole.bytes());
                        }
                    }
                    case Line.TooLong(var id) -> peer.refuse(id, mostBytes);
                }
            }
        } catch (IOException ended) {
            // A broken input has ended.
        } finally {
            over.countDown();
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte each : line) {
            if (each != ' ' && each != '\t' && each != '\r') {
                return false;
            }
        }
        return true;
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
