package io.github.jupan.server.internal.store;

import io.github.jupan.server.store.Document;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The texts of documents as they are kept.
final class DocumentTexts {

    private static final String UTF_8 = "UTF-8";
    private static final String UNITS = "UTF-16 code units";

    private DocumentTexts() {}

    static Document of(String text) {
        String form = Surrogates.areIn(text) ? UNITS : UTF_8;
        byte[] bytes = form.equals(UNITS) ? units(text) : text.getBytes(StandardCharsets.UTF_8);
        return new Document(hash(form, bytes), form, bytes);
    }

    static String text(Document document) {
        return document.form().equals(UNITS)
                ? ByteBuffer.wrap(document.bytes()).asCharBuffer().toString()
                : new String(document.bytes(), StandardCharsets.UTF_8);
    }

    private static byte[] units(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(2 * text.length());
        bytes.asCharBuffer().put(text);
        return bytes.array();
    }

    private static String hash(String form, byte[] bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(form.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest(bytes));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
