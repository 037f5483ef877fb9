package io.github.jupan.server.store;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A text, by its hash, and kept once, however many sessions have it.
public final class Document {

    private final String hash;
    private final String form;
    private final byte[] bytes;

    /// @param hash of form and bytes
    /// @param form how the bytes are to be read
    /// @param bytes nobody changes them any more
    public Document(String hash, String form, byte[] bytes) {
        this.hash = hash;
        this.form = form;
        this.bytes = bytes;
    }

    public String hash() {
        return hash;
    }

    public String form() {
        return form;
    }

    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Document document
                && hash.equals(document.hash)
                && form.equals(document.form)
                && Arrays.equals(bytes, document.bytes);
    }

    @Override
    public int hashCode() {
        return hash.hashCode();
    }

    @Override
    public String toString() {
        return hash + " (" + bytes.length + " bytes, " + form + ")";
    }
}
