package io.github.jupan.packages.internal;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;

/// Reads a body that may fall silent: then it is closed, and reading ends as if the connection had been cut.
public final class Silence implements AutoCloseable {

    private final InputStream body;
    private final long longestNanos;
    private final Thread watch;
    private volatile long heard = System.nanoTime();
    private volatile boolean over;

    /// No more will come.
    public static final class CutException extends IOException {

        private static final long serialVersionUID = 1L;

        CutException(String message) {
            super(message);
        }

        CutException(IOException cause) {
            super(cause);
        }
    }

    private Silence(InputStream body, Duration longest) {
        this.body = body;
        this.longestNanos = longest.toNanos();
        this.watch = Thread.ofVirtual().unstarted(this::watch);
    }

    public static Silence watching(InputStream body, Duration longest) {
        Silence silence = new Silence(body, longest);
        silence.watch.start();
        return silence;
    }

    /// @throws CutException when the connection is lost, silent for too long, or the thread was interrupted
    public int read(byte[] buffer) throws CutException {
        try {
            int read = body.read(buffer);
            heard = System.nanoTime();
            if (over) {
                throw new CutException("silent for too long");
            }
            return read;
        } catch (CutException silent) {
            throw silent;
        } catch (IOException cut) {
            throw new CutException(cut);
        }
    }

    private void watch() {
        try {
            long left = longestNanos;
            while (left > 0) {
                Thread.sleep(Duration.ofNanos(left));
                left = longestNanos - (System.nanoTime() - heard);
            }
            over = true;
            body.close();
        } catch (InterruptedException | IOException done) {
            // Nobody reads any more.
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
