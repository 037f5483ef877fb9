package io.github.jupan.models;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import com.knuddels.jtokkit.api.IntArrayList;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Splits a text into tokens, as OpenAI's models see it. The encodings come with JTokkit; nothing is downloaded.
///
/// The tokens' bytes, joined, are the text's UTF-8. A lone surrogate has no UTF-8 and counts as `?`, as in
/// [String#getBytes(java.nio.charset.Charset)]. The names of special tokens, such as `<|endoftext|>`, are plain text.
public final class Tokens {

    private static final EncodingRegistry REGISTRY = Encodings.newLazyEncodingRegistry();

    private Tokens() {}

    /// How to split.
    public enum Encoding {
        /// Of GPT-4o and later.
        O200K_BASE(EncodingType.O200K_BASE),
        /// Of GPT-4 and GPT-3.5.
        CL100K_BASE(EncodingType.CL100K_BASE);

        private final EncodingType type;

        Encoding(EncodingType type) {
            this.type = type;
        }
    }

    /// Splits by `cl100k_base`, in which "ubiquitous" is three tokens; in `o200k_base` it is four.
    public static List<Token> split(String text) {
        return split(text, Encoding.CL100K_BASE);
    }

    /// How many tokens there are, without making them.
    public static int count(String text, Encoding encoding) {
        return REGISTRY.getEncoding(encoding.type).countTokensOrdinary(encodable(text));
    }

    /// Splits by the given encoding.
    public static List<Token> split(String text, Encoding encoding) {
        var jtokkit = REGISTRY.getEncoding(encoding.type);
        IntArrayList ids = jtokkit.encodeOrdinary(encodable(text));
        List<Token> tokens = new ArrayList<>(ids.size());
        for (int i = 0; i < ids.size(); i++) {
            IntArrayList one = new IntArrayList(1);
            one.add(ids.get(i));
            tokens.add(new Token(ids.get(i), jtokkit.decodeBytes(one)));
        }
        return List.copyOf(tokens);
    }

    /// JTokkit throws at a lone surrogate in one encoding and not in the other.
    private static String encodable(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }
}
