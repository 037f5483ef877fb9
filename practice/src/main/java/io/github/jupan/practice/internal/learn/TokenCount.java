package io.github.jupan.practice.internal.learn;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;

/// About how many tokens a text is: models differ.
public final class TokenCount {

    private static final Encoding ENCODING = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);

    private TokenCount() {}

    public static int of(String text) {
        return ENCODING.countTokensOrdinary(text);
    }
}
