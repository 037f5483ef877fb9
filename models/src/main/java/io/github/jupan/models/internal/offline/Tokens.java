package io.github.jupan.models.internal.offline;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Splits a text into the tokens of OpenAI's `o200k_base`, by way of JTokkit.
public final class Tokens {

    /// @param text what may be shown once this token has come; empty while a character is still incomplete
    public record Token(String text) {}

    private static final class Loaded {
        static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    }

    private Tokens() {}

    public static int count(String text) {
        return Loaded.ENCODING.countTokensOrdinary(text);
    }

    /// One entry for each token. A token may end within a character; its bytes wait for those of the next.
    public static List<Token> split(String text) {
        IntArrayList ids = Loaded.ENCODING.encodeOrdinary(text);
        List<Token> tokens = new ArrayList<>();
        byte[] waiting = {};
        for (int i = 0; i < ids.size(); i++) {
            IntArrayList one = new IntArrayList(1);
            one.add(ids.get(i));
            byte[] bytes = Loaded.ENCODING.decodeBytes(one);
            ByteBuffer joined = ByteBuffer.allocate(waiting.length + bytes.length)
                    .put(waiting)
                    .put(bytes);
            int whole = wholeCharacters(joined.array());
            tokens.add(new Token(decode(joined.array(), whole)));
            waiting = Arrays.copyOfRange(joined.array(), whole, joined.capacity());
        }
        return tokens;
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
