package io.github.jupan.sandbox.internal.wire;

import io.github.jupan.sandbox.internal.wire.Wire.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// How the characters of a text become bytes: whichever is shorter. Nothing is lost either way, lone surrogates
/// included, which UTF-8 could not carry.
public enum Coder {
    LATIN1(1) {
        // The only way without a detour. What is deprecated about it, that it cuts characters to one byte, is right.
        @Override
        @SuppressWarnings("deprecation")
        void encode(String text, int from, int to, byte[] bytes, int at) {
            text.getBytes(from, to, bytes, at);
        }

        @Override
        String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    },
    UTF16(2) {
        @Override
        void encode(String text, int from, int to, byte[] bytes, int at) {
            ByteBuffer.wrap(bytes, at, 2 * (to - from)).asCharBuffer().put(text, from, to);
        }

        @Override
        String decode(byte[] bytes) {
            return ByteBuffer.wrap(bytes).asCharBuffer().toString();
        }
    };

    private final int bytesPerChar;

    Coder(int bytesPerChar) {
        this.bytesPerChar = bytesPerChar;
    }

    abstract void encode(String text, int from, int to, byte[] bytes, int at);

    abstract String decode(byte[] bytes);

    public int bytesPerChar() {
        return bytesPerChar;
    }

    public static Coder ofWidth(int bytesPerChar) throws WireException {
        return switch (bytesPerChar) {
            case 1 -> LATIN1;
            case 2 -> UTF16;
            default -> throw new WireException("characters of " + bytesPerChar + " bytes");
        };
    }
}
