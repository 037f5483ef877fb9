package io.github.jupan.sandbox.internal;

import io.github.jupan.sandbox.internal.Wire.WireException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// How the characters of a text become bytes: whichever is shorter. Nothing is lost either way, lone surrogates
/// included, which UTF-8 could not carry.
enum Coder {
    LATIN1(1) {
        @Override
        byte[] encode(String text, int from, int to) {
            return text.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    },
    UTF16(2) {
        @Override
        byte[] encode(String text, int from, int to) {
            ByteBuffer buffer = ByteBuffer.allocate(2 * (to - from));
            buffer.asCharBuffer().put(text, from, to);
            return buffer.array();
        }

        @Override
        String decode(byte[] bytes) {
            return ByteBuffer.wrap(bytes).asCharBuffer().toString();
        }
    };

    /// A text in pieces that stay in the processor's cache is looked through several times faster than character by
    /// character.
    static final int PIECE_CHARS = 1 << 16;

    private final int bytesPerChar;

    Coder(int bytesPerChar) {
        this.bytesPerChar = bytesPerChar;
    }

    abstract byte[] encode(String text, int from, int to);

    abstract String decode(byte[] bytes);

    long bytes(String text) {
        return (long) text.length() * bytesPerChar();
    }

    int bytesPerChar() {
        return bytesPerChar;
    }

    static Coder of(String text) {
        for (int from = 0; from < text.length(); from += PIECE_CHARS) {
            String piece = text.substring(from, Math.min(text.length(), from + PIECE_CHARS));
            if (!LATIN1.decode(LATIN1.encode(piece, 0, piece.length())).equals(piece)) {
                return UTF16;
            }
        }
        return LATIN1;
    }

    static Coder ofWidth(int bytesPerChar) throws WireException {
        return switch (bytesPerChar) {
            case 1 -> LATIN1;
            case 2 -> UTF16;
            default -> throw new WireException("characters of " + bytesPerChar + " bytes");
        };
    }
}
