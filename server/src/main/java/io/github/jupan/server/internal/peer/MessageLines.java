package io.github.jupan.server.internal.peer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a stream line by line, split at LF alone. A line that is too long is skipped and costs no memory; the id of
/// the request that it may be is kept.
public final class MessageLines {

    private final InputStream in;
    private final int mostBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int start;
    private int end;

    public MessageLines(InputStream in, int mostBytes) {
        this.in = in;
        this.mostBytes = mostBytes;
    }

    /// A line, or why there is none.
    public sealed interface Line {

        /// A line without its LF.
        final class Whole implements Line {
            private final byte[] bytes;

            private Whole(byte[] bytes) {
                this.bytes = bytes;
            }

            public byte[] bytes() {
                return bytes;
            }

            /// The line's text; empty when it is not UTF-8.
            public Optional<String> text() {
                try {
                    return Optional.of(StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
                } catch (CharacterCodingException wrong) {
                    return Optional.empty();
                }
            }
        }

        /// @param id of the request in it; null where there is none
        record TooLong(JsonNode id) implements Line {}
    }

    /// The next line; null at the end of input. What stands after the last LF is a line too.
    public @Nullable Line next() throws IOException {
        ByteArrayOutputStream begun = new ByteArrayOutputStream();
        IdScan id = new IdScan();
        long length = 0;
        while (start < end || fill()) {
            int lf = start;
            while (lf < end && buffer[lf] != '\n') {
                lf++;
            }
            length += lf - start;
            id.scan(buffer, start, lf);
            if (length <= mostBytes) {
                begun.write(buffer, start, lf - start);
            }
            boolean whole = lf < end;
            start = whole ? lf + 1 : end;
            if (whole) {
                return line(begun, length, id);
            }
        }
        return length == 0 ? null : line(begun, length, id);
    }

    private boolean fill() throws IOException {
        start = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private Line line(ByteArrayOutputStream whole, long length, IdScan id) {
        return length > mostBytes ? new Line.TooLong(id.found()) : new Line.Whole(whole.toByteArray());
    }
}
