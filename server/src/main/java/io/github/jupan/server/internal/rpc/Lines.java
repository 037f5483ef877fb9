package io.github.jupan.server.internal.rpc;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/// Reads bytes line by line, split at LF alone. A line that is too long is not kept.
///
/// @param line hears each line, without its LF, the last one also where the input ends in the middle of it
/// @param tooLong hears of each line that was longer than the limit, once it is over
public record Lines(int limitBytes, Consumer<byte[]> line, Runnable tooLong) {

    /// Reads until the input ends.
    public void read(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        long length = 0;
        for (int filled = in.read(buffer); filled >= 0; filled = in.read(buffer)) {
            int start = 0;
            for (int i = 0; i < filled; i++) {
                if (buffer[i] == '\n') {
                    keep(buffer, start, i, begun, length);
                    end(begun, length + i - start);
                    begun = new ByteArrayOutputStream();
                    length = 0;
                    start = i + 1;
                }
            }
            keep(buffer, start, filled, begun, length);
            length += filled - start;
        }
        if (length > 0) {
            end(begun, length);
        }
    }

    private void keep(byte[] buffer, int start, int end, ByteArrayOutputStream begun, long length) {
        if (length + end - start <= limitBytes) {
            begun.write(buffer, start, end - start);
        }
    }

    private void end(ByteArrayOutputStream whole, long length) {
        if (length > limitBytes) {
            tooLong.run();
        } else {
            line.accept(whole.toByteArray());
        }
    }
}
