package io.github.jupan.server.internal.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/// The texts of documents, each kept once, however many sessions have it.
final class DocumentTexts {

    private static final String UTF_8 = "UTF-8";
    private static final String UNITS = "UTF-16 code units";

    private final Database database;

    DocumentTexts(Database database) {
        this.database = database;
    }

    /// Keeps the texts for a session.
    ///
    /// @return their hashes, by name
    Map<String, String> put(String session, Map<String, String> documents) {
        Map<String, String> hashes = new LinkedHashMap<>();
        documents.forEach((name, text) -> hashes.put(name, put(session, text)));
        return hashes;
    }

    private String put(String session, String text) {
        String form = Surrogates.areIn(text) ? UNITS : UTF_8;
        byte[] bytes = form.equals(UNITS) ? units(text) : text.getBytes(StandardCharsets.UTF_8);
        String hash = hash(form, bytes);
        if (database.query("SELECT 1 FROM document WHERE hash = ?", row -> 1, hash)
                .isEmpty()) {
            database.update("INSERT INTO document VALUES (?, ?, ?)", hash, form, bytes);
        }
        database.update("INSERT OR IGNORE INTO mention SELECT key, ? FROM session WHERE id = ?", hash, session);
        return hash;
    }

    String get(String hash) {
        return database.query(
                        "SELECT form, text FROM document WHERE hash = ?",
                        row -> row.getString(1).equals(UNITS)
                                ? ByteBuffer.wrap(row.getBytes(2))
                                        .asCharBuffer()
                                        .toString()
                                : new String(row.getBytes(2), StandardCharsets.UTF_8),
                        hash)
                .getFirst();
    }

    /// Forgets the texts that no session has any more.
    void sweep() {
        database.update("DELETE FROM document WHERE hash NOT IN (SELECT hash FROM mention)");
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
