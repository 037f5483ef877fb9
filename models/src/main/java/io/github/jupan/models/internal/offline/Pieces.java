package io.github.jupan.models.internal.offline;

import io.github.jupan.models.Token;
import io.github.jupan.models.Tokens;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What a text looks like while it comes token by token, by OpenAI's `o200k_base`.
final class Pieces {

    private static final Tokens.Encoding ENCODING = Tokens.Encoding.O200K_BASE;

    private Pieces() {}

    static int count(String text) {
        return Tokens.count(text, ENCODING);
    }

    /// What may be shown once each token has come; empty while a character is still incomplete.
    static List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        byte[] waiting = {};
        for (Token token : Tokens.split(text, ENCODING)) {
            byte[] bytes = token.bytes();
            byte[] joined = Arrays.copyOf(waiting, waiting.length + bytes.length);
            System.arraycopy(bytes, 0, joined, waiting.length, bytes.length);
            int whole = wholeCharacters(joined);
            pieces.add(decode(joined, whole));
            waiting = Arrays.copyOfRange(joined, whole, joined.length);
        }
        return pieces;
    }

    /// How many of the bytes make up complete characters.
    private static int wholeCharacters(byte[] bytes) {
        int start = bytes.length;
        int back = 0;
        while (start > 0 && back++ < 4) {
            start--;
            int lead = bytes[start] & 0xFF;
            if ((lead & 0xC0) != 0x80) {
                int length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
                return start + length <= bytes.length ? start + length : start;
            }
        }
        return bytes.length;
    }

    private static String decode(byte[] bytes, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalStateException("tokens do not join to UTF-8", e);
        }
    }
}
