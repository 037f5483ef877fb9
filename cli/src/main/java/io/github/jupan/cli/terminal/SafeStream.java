package io.github.jupan.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// A stream to a terminal: whatever is written there comes out as [SafeText]. Who has attributes or movements of the
/// cursor of its own to send asks for [#raw], and sees to the text between them itself.
public final class SafeStream extends PrintStream {

    private final PrintStream raw;

    public SafeStream(PrintStream raw) {
        super(new Filter(raw), true, StandardCharsets.UTF_8);
        this.raw = raw;
    }

    /// What lies beneath, where the stream is one to a terminal.
    public static PrintStream raw(PrintStream stream) {
        return stream instanceof SafeStream safe ? safe.raw : stream;
    }

    @Override
    public boolean checkError() {
        super.flush();
        return raw.checkError();
    }

    /// Takes UTF-8 in any pieces.
    private static final class Filter extends OutputStream {
        private final PrintStream raw;
        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);

        /// The beginning of a character.
        private byte[] begun = {};

        Filter(PrintStream raw) {
            this.raw = raw;
        }

        @Override
        public void write(int one) {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            ByteBuffer in = ByteBuffer.allocate(begun.length + length)
                    .put(begun)
                    .put(bytes, offset, length)
                    .flip();
            CharBuffer out = CharBuffer.allocate(in.remaining() + 1);
            decoder.decode(in, out, false);
            begun = new byte[in.remaining()];
            in.get(begun);
            raw.print(SafeText.of(out.flip().toString()));
        }

        @Override
        public void flush() {
            raw.flush();
        }

        @Override
        public void close() throws IOException {
            raw.close();
        }
    }
}
