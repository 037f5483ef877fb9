package io.github.jupan.sandbox.internal.wire;

import io.github.jupan.sandbox.internal.wire.Wire.WireException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;

/// Builds one frame in memory, so that it leaves in one write.
public final class Payload {

    private static final int LENGTH_BYTES = 4;
    private static final int HEADER_BYTES = LENGTH_BYTES + 1;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);

    private Payload() {}

    public static Payload of(Wire.Kind kind) {
        return new Payload().number(0).small(kind.code());
    }

    public Payload small(int value) {
        bytes.write(value);
        return this;
    }

    public Payload number(int value) {
        return small(value >>> 24).small(value >>> 16).small(value >>> 8).small(value);
    }

    public Payload raw(byte[] value, int from, int length) {
        bytes.write(value, from, length);
        return this;
    }

    /// A text that fits in a frame.
    public Payload text(String value) {
        Coder coder = SizedText.of(value).coder();
        byte[] encoded = new byte[value.length() * coder.bytesPerChar()];
        coder.encode(value, 0, value.length(), encoded, 0);
        return small(coder.bytesPerChar()).number(encoded.length).raw(encoded, 0, encoded.length);
    }

    /// A frame of nothing but a part of a text.
    public static byte[] part(SizedText text, int from, int to) {
        int bytes = (to - from) * text.coder().bytesPerChar();
        byte[] frame = new byte[HEADER_BYTES + bytes];
        text.coder().encode(text.text(), from, to, frame, HEADER_BYTES);
        putLength(frame);
        frame[LENGTH_BYTES] = (byte) Wire.Command.PART.code();
        return frame;
    }

    /// The whole frame.
    public byte[] frame() {
        byte[] frame = bytes.toByteArray();
        putLength(frame);
        return frame;
    }

    private static void putLength(byte[] frame) {
        int length = frame.length - HEADER_BYTES;
        for (int i = 0; i < LENGTH_BYTES; i++) {
            frame[i] = (byte) (length >>> (24 - 8 * i));
        }
    }

    /// Reads what [#text] wrote.
    public static String readText(DataInputStream in) throws IOException {
        Coder coder = Coder.ofWidth(in.readUnsignedByte());
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new WireException("a text of " + length + " bytes in a shorter frame");
        }
        return coder.decode(in.readNBytes(length));
    }
}
