package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.Execution.Output;
import io.github.jupan.sandbox.OutputListener;
import io.github.jupan.sandbox.OutputListener.Channel;
import io.github.jupan.sandbox.internal.wire.Wire.WireException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// The output of one run as the host hears it: decoded piece by piece, told to the listener, and kept.
final class HeardOutput {

    private final OutputListener listener;
    private final Decoded stdout;
    private final Decoded stderr;

    HeardOutput(OutputListener listener, int room) {
        this.listener = listener;
        stdout = new Decoded(room);
        stderr = new Decoded(room);
    }

    /// @param channel as a file descriptor: 1 or 2
    /// @throws WireException when this is more than the worker was told to send
    void hear(int channel, byte[] bytes) throws WireException {
        switch (channel) {
            case 1 -> tell(Channel.STDOUT, stdout.append(bytes));
            case 2 -> tell(Channel.STDERR, stderr.append(bytes));
            default -> throw new WireException("output on channel " + channel);
        }
    }

    private void tell(Channel channel, String text) {
        if (!text.isEmpty()) {
            listener.onOutput(channel, text);
        }
    }

    Output output() {
        return new Output(stdout.text.toString(), stderr.text.toString());
    }

    private static final class Decoded {

        private final CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        private final StringBuilder text = new StringBuilder();
        private byte[] undecoded = new byte[0];
        private int room;

        Decoded(int room) {
            this.room = room;
        }

        String append(byte[] bytes) throws WireException {
            room -= bytes.length;
            if (room < 0) {
                throw new WireException("more output than it was asked for");
            }
            ByteBuffer in = ByteBuffer.allocate(undecoded.length + bytes.length);
            in.put(undecoded).put(bytes).flip();
            CharBuffer out = CharBuffer.allocate(in.remaining());
            decoder.decode(in, out, false);
            undecoded = new byte[in.remaining()];
            in.get(undecoded);
            String piece = out.flip().toString();
            text.append(piece);
            return piece;
        }
    }
}
