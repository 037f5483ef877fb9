package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.internal.Wire.WireException;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;

/// Builds one frame in memory, so that it leaves in one write.
final class Payload {

    private static final int HEADER_BYTES = 5;

    private final ByteArrayOutputStream bytes;

    private Payload(Wire.Kind kind, int room) {
        bytes = new ByteArrayOutputStream(HEADER_BYTES + room);
        number(0).small(kind.code());
    }

    static Payload of(Wire.Kind kind) {
        return new Payload(kind, 64);
    }

    /// A frame of nothing but these bytes.
    static byte[] frame(Wire.Kind kind, byte[] payload) {
        return new Payload(kind, payload.length).raw(payload, 0, payload.length).frame();
    }

    Payload small(int value) {
        bytes.write(value);
        return this;
    }

    Payload number(int value) {
        return small(value >>> 24).small(value >>> 16).small(value >>> 8).small(value);
    }

    Payload raw(byte[] value, int from, int length) {
        bytes.write(value, from, length);
        return this;
    }

    /// A text that fits in a frame.
    Payload text(String value) {
        Coder coder = Coder.of(value);
        byte[] encoded = coder.encode(value, 0, value.length());
        return small(coder.bytesPerChar()).number(encoded.length).raw(encoded, 0, encoded.length);
    }

    /// The whole frame.
    byte[] frame() {
        byte[] frame = bytes.toByteArray();
        int length = frame.length - HEADER_BYTES;
        for (int i = 0; i < 4; i++) {
            frame[i] = (byte) (length >>> (24 - 8 * i));
        }
        return frame;
    }

    /// Reads what [#text] wrote.
    static String readText(DataInputStream in) throws IOException {
        Coder coder = Coder.ofWidth(in.readUnsignedByte());
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new WireException("a text of " + length + " bytes in a shorter frame");
        }
        return coder.decode(in.readNBytes(length));
    }
}
