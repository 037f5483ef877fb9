package io.github.jupan.server.store;

import java.util.Arrays;

/// A text, by its hash, and kept once, however many sessions have it.
///
/// @param hash of form and bytes
/// @param form how the bytes are to be read
public record Document(String hash, String form, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
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
