package io.github.jupan.server.internal.acp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The lines of a stream, ended by LF alone. A line that is too long is skipped and costs no memory.
final class AcpLines {

    private static final int LF = '\n';

    private final InputStream in;
    private final int maxBytes;

    AcpLines(InputStream in, int maxBytes) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.maxBytes = maxBytes;
    }

    /// A line, or what is in its place.
    sealed interface Line {

        record Text(String text) implements Line {}

        record TooLong(int maxBytes) implements Line {}
    }

    /// The next line; null at the end of input. Input that ends without LF ends its last line.
    @Nullable
    Line next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long length = 0;
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != LF; next = in.read()) {
            if (++length <= maxBytes) {
                line.write(next);
            }
        }
        return length > maxBytes ? new Line.TooLong(maxBytes) : new Line.Text(line.toString(StandardCharsets.UTF_8));
    }
}
