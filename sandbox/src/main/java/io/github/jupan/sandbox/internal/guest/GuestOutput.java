package io.github.jupan.sandbox.internal.guest;

import io.github.jupan.sandbox.Limits;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.sandbox.internal.wire.MiddleCut;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/// What the guest prints on one channel during a run, cut in the middle and passed on soon after it was written.
public final class GuestOutput {

    /// Far more than anybody reads: such a run is stopped.
    public static final long FLOOD_BYTES = 16 << 20;

    private static final int PIECE_BYTES = 8 << 10;
    private static final long PATIENCE_NANOS = 5_000_000;
    private static final long LATER_MILLIS = 20;

    /// Not the one that keeps deadlines: whoever hears the output may take its time.
    private static final ScheduledExecutorService LATER = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("guest-output").daemon().factory());

    private final Channel channel;
    private final Sink sink;
    private final byte[] pending = new byte[PIECE_BYTES];
    private int pendingBytes;
    private long lastFlush;
    private MiddleCut cut = new MiddleCut(Limits.DEFAULT.outputBytes());
    private boolean flooded;
    private boolean open;
    private boolean sendsLater;

    public GuestOutput(Channel channel, Sink sink) {
        this.channel = channel;
        this.sink = sink;
    }

    /// Where the pieces go.
    public interface Sink {
        void output(Channel channel, byte[] bytes, int length);

        void flood();
    }

    /// A new run begins.
    public synchronized void begin(int room) {
        cut = new MiddleCut(room);
        pendingBytes = 0;
        flooded = false;
        open = true;
    }

    /// What is written while no run goes on belongs to none, and is dropped.
    public synchronized void write(byte[] bytes) {
        if (!open) {
            return;
        }
        append(bytes, 0, cut.accept(bytes));
        if (System.nanoTime() - lastFlush > PATIENCE_NANOS) {
            send();
        } else if (!sendsLater && pendingBytes > 0) {
            sendsLater = true;
            var _ = LATER.schedule(this::sendLater, LATER_MILLIS, TimeUnit.MILLISECONDS);
        }
        if (cut.totalBytes() > FLOOD_BYTES && !flooded) {
            flooded = true;
            sink.flood();
        }
    }

    /// What waits for more goes out while the guest is silent.
    private synchronized void sendLater() {
        sendsLater = false;
        send();
    }

    /// Passes on what is waiting.
    public synchronized void send() {
        if (pendingBytes > 0) {
            sink.output(channel, pending, pendingBytes);
            pendingBytes = 0;
        }
        lastFlush = System.nanoTime();
    }

    /// The run is over: passes on the rest.
    public synchronized void end() {
        if (!open) {
            return;
        }
        open = false;
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
