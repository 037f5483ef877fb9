package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener.Channel;

/// What the guest prints on one channel during a run, cut in the middle and passed on soon after it was written.
final class GuestOutput {

    /// Far more than anybody reads: such a run is stopped.
    static final long FLOOD_BYTES = 16 << 20;

    private static final int PIECE_BYTES = 8 << 10;
    private static final long PATIENCE_NANOS = 5_000_000;

    private final Channel channel;
    private final Sink sink;
    private final byte[] pending = new byte[PIECE_BYTES];
    private int pendingBytes;
    private long lastFlush;
    private MiddleCut cut = new MiddleCut(Limits.DEFAULT.outputBytes());
    private boolean flooded;

    GuestOutput(Channel channel, Sink sink) {
        this.channel = channel;
        this.sink = sink;
    }

    /// Where the pieces go.
    interface Sink {
        void output(Channel channel, byte[] bytes, int length);

        void flood();
    }

    /// A new run begins.
    synchronized void begin(int room) {
        cut = new MiddleCut(room);
        pendingBytes = 0;
        flooded = false;
    }

    synchronized void write(byte[] bytes) {
        append(bytes, 0, cut.accept(bytes));
        if (System.nanoTime() - lastFlush > PATIENCE_NANOS) {
            send();
        }
        if (cut.totalBytes() > FLOOD_BYTES && !flooded) {
            flooded = true;
            sink.flood();
        }
    }

    /// Passes on what is waiting.
    synchronized void send() {
        if (pendingBytes > 0) {
            sink.output(channel, pending, pendingBytes);
            pendingBytes = 0;
        }
        lastFlush = System.nanoTime();
    }

    /// The run is over: passes on the rest.
    synchronized void end() {
        byte[] rest = cut.end();
        append(rest, 0, rest.length);
        send();
    }

    private void append(byte[] bytes, int from, int length) {
        int done = 0;
        while (done < length) {
            if (pendingBytes == PIECE_BYTES) {
                send();
            }
            int part = Math.min(length - done, PIECE_BYTES - pendingBytes);
            System.arraycopy(bytes, from + done, pending, pendingBytes, part);
            pendingBytes += part;
            done += part;
        }
    }
}
