package io.github.jupan.server.internal.mcp;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Reads a stream line by line, split at LF alone; of a line that is too long the rest is skipped.
final class MessageLines {

    private final InputStream in;
    private final int mostBytes;

    MessageLines(InputStream in, int mostBytes) {
        this.in = new BufferedInputStream(in);
        this.mostBytes = mostBytes;
    }

    /// A line, or why there is none.
    sealed interface Line {
        record Text(String text) implements Line {}

        record TooLong() implements Line {}

        record NotUtf8() implements Line {}
    }

    /// The next line; null at the end of input. What stands after the last LF is a line too.
    @Nullable
    Line next() throws IOException {
        int next = in.read();
        if (next < 0) {
            return null;
        }
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        boolean tooLong = false;
        for (; next >= 0 && next != '\n'; next = in.read()) {
            tooLong |= line.size() >= mostBytes;
            if (!tooLong) {
                line.write(next);
            }
        }
        return tooLong ? new Line.TooLong() : decoded(line.toByteArray());
    }

    private static Line decoded(byte[] line) {
        try {
            return new Line.Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString());
        } catch (CharacterCodingException wrong) {
            return new Line.NotUtf8();
        }
    }
}
